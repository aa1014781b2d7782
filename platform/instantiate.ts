import type { Cluster } from "../clusters/lab.ts";
import type { AppDefinition } from "./app.ts";
import { resolveImage } from "./image.ts";
import type { Instance } from "./instance.ts";
import { hostname, instanceName, publicHostname } from "./naming.ts";

/** An image tag that replaces the app's first one, from `clusters/<cluster>/images.yaml`. */
export interface ImageOverride {
  readonly tag: string;
  /** Repository as the bot that wrote the tag saw it; must be the app's own. */
  readonly name?: string;
}

/** The instance of `app` in `environment` on `cluster`. */
export function instantiate(
  cluster: Cluster,
  app: AppDefinition,
  environment: string,
  override: ImageOverride | undefined,
): Instance {
  const name = instanceName(app.name, environment);
  return {
    cluster,
    app: app.name,
    environment,
    name,
    image: "image" in app ? resolveImage(app.image, cluster.gitea, override?.tag) : "",
    ...("image" in app && override !== undefined && { firstImage: resolveImage(app.image, cluster.gitea, undefined) }),
    host: hostname(name, cluster.domain),
    publicHosts: publicHosts(cluster, app, environment),
    database: app.database ?? false,
    secrets: app.secrets ?? [],
    volumes: app.volumes ?? {},
    internetPorts: app.internetPorts ?? [],
    tools: app.tools ?? [],
  };
}

function publicHosts({ zone }: Cluster, app: AppDefinition, environment: string): string[] {
  if (zone === undefined || environment !== "prod") return [];
  return (app.publicNames ?? []).map(label => publicHostname(label, zone.name));
}
