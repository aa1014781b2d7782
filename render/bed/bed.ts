import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Cluster } from "../../clusters/lab.ts";
import type { Tree } from "../tree/tree.ts";
import { bootstrap } from "./bootstrap.ts";
import { startControlPlane } from "./control-plane.ts";
import { installDefinitions } from "./definitions.ts";
import { layOutForge } from "./forge.ts";
import { kept } from "./process/kept.ts";
import { Parts } from "./process/parts.ts";
import { waitForAll } from "./process/wait-for-all.ts";
import type { ApiServer } from "./servers/api-server.ts";
import { type Argocd, startArgocd } from "./servers/argocd.ts";
import { authority } from "./servers/authority.ts";
import type { Etcd } from "./servers/etcd.ts";
import { type Gitea, type GiteaSite, startGitea } from "./servers/gitea.ts";
import { addWebhook } from "./servers/gitea-repositories.ts";
import { startPostgres } from "./servers/postgres.ts";
import { startRedis } from "./servers/redis.ts";

export interface BedProps {
  /** Where all state lies: what is there from an earlier start goes on. */
  readonly folder: string;
  readonly cluster: Cluster;
  /** The rendered tree of that cluster. */
  readonly tree: Tree;
  readonly gitea: GiteaSite;
  /** Where Argo CD's API listens on the loopback interface; free by default. */
  readonly argocdPort?: number;
  /** Seconds between Argo CD's comparisons by the clock; a day by default. */
  readonly resyncSeconds?: number;
  /** Repositories of apps that bring their own chart. */
  readonly charts?: readonly string[];
  /** Ends the start, before its next stage. */
  readonly signal?: AbortSignal;
}

/** A lab without machines: Kubernetes, Gitea and Argo CD, which is ready to be given the root Application. */
export interface Bed {
  readonly etcd: Etcd;
  readonly server: ApiServer;
  readonly gitea: Gitea;
  readonly argocd: Argocd;
  /** From nothing to ready. */
  readonly startSeconds: number;
  /** Resolves when one of its parts dies; the message has the end of its log. */
  readonly death: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * Starts every part of a bed, and prepares the cluster and Gitea up to the point where the root Application can be applied.
 *
 * @throws {Error} naming the part that cannot be started, with the end of its log, or the reason of the signal; all
 * parts are stopped then
 */
export async function startBed(props: BedProps): Promise<Bed> {
  const { folder, cluster, tree, signal } = props;
  mkdirSync(folder, { recursive: true });
  const start = performance.now();
  const parts = new Parts();
  try {
    const [{ etcd, server }, { gitea, forge }, redis] = await waitForAll([
      startControlPlane(folder, cluster, parts),
      startForge(parts, props),
      startRedis(folder).then(part => parts.add(part)),
    ]);
    signal?.throwIfAborted();
    const webhookSecret = await kept(join(folder, "webhook.json"), () => randomBytes(24).toString("hex"));
    await installDefinitions(server, ["argocd"]);
    signal?.throwIfAborted();
    await bootstrap({ server, cluster, tree, webhookSecret, redisPassword: redis.password, ...forge });
    signal?.throwIfAborted();
    const argocdProps = {
      server,
      redis,
      git: { host: new URL(gitea.url).hostname, certificate: gitea.certificate },
      port: props.argocdPort,
      resyncSeconds: props.resyncSeconds,
    };
    const argocd = await startArgocd(folder, argocdProps, parts);
    signal?.throwIfAborted();
    for (const name of forge.repositories) {
      await addWebhook(gitea, `${cluster.gitea.organisation}/${name}`, {
        url: `${argocd.url}/api/webhook`,
        secret: webhookSecret,
      });
    }
    const startSeconds = (performance.now() - start) / 1000;
    return { etcd, server, gitea, argocd, startSeconds, death: parts.death, stop: () => parts.stop() };
  } catch (error) {
    await Promise.allSettled([parts.stop()]); // what failed first is the reason
    throw error;
  }
}

async function startForge(parts: Parts, { folder, cluster, gitea: site, charts = [] }: BedProps) {
  const postgres = parts.add(await startPostgres(folder));
  const trust = authority(join(folder, "authority"));
  const gitea = parts.add(await startGitea(folder, { postgres, authority: trust, site }));
  return { gitea, forge: await layOutForge(gitea, cluster, charts) };
}
