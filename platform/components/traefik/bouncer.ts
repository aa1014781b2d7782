import type { Cluster } from "../../../clusters/lab.ts";
import { repository } from "../../naming.ts";
import { pinnedVersion } from "../../pinned-image.ts";

/**
 * The CrowdSec bouncer: a plugin in Go source, which Traefik interprets. It is a local one, so that nothing is fetched
 * from the Internet when Traefik starts.
 *
 * @see platform/decisions/0007-the-bouncer-comes-in-an-image.md
 */
export const BOUNCER = {
  /** Its name in Traefik's settings, and the field of a Middleware below `plugin`. */
  plugin: "crowdsec",
  module: "github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin",
  /** Where Traefik looks for its source. */
  folder: "/plugins-local/src/github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin",
  /** Where its source lies in its image. */
  folderInImage: "/plugin",
  /** What it shows to CrowdSec; absent until Vault was unsealed once, and public routes with it. */
  key: { object: "traefik-bouncer", key: "key", file: "/etc/crowdsec/bouncer-key" },
} as const;

/** The image with its source, which CI builds from bouncer/Containerfile into the lab's own registry. */
export function bouncerImage(cluster: Cluster): string {
  const { host, organisation } = cluster.gitea;
  const version = pinnedVersion(cluster, "crowdsec-bouncer");
  return `${host}/${repository(organisation, "crowdsec-bouncer-traefik-plugin")}:${version}`;
}
