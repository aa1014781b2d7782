import { bootId } from "../remote/wait-for-return.ts";
import { Danger } from "./danger.ts";
import type { HostAt } from "./host-at.ts";
import { observeNodes } from "./k3s-nodes.ts";
import { until } from "./lab/until.ts";
import { restartHost } from "./restart-host.ts";
import { lackingVolumes, REBUILD_SECONDS } from "./whole-volumes.ts";

/** How long something is waited for, and how often it is looked at. */
interface Pace {
  readonly readySeconds: number;
  readonly rebuildSeconds: number;
  readonly pauseSeconds: number;
}

const PACE: Pace = { readySeconds: 300, rebuildSeconds: REBUILD_SECONDS, pauseSeconds: 3 };

/**
 * Starts a host anew that is a node of the cluster, once every other node is ready and every volume in use has all of its
 * copies: two nodes that are away at once may take the last one with them. It is done when the cluster has the node back.
 *
 * @throws {Danger} when the others are not whole in time: nothing was restarted
 */
export async function restartNode(on: HostAt, pace: Pace = PACE): Promise<void> {
  const { host, remote, kubectl, say } = on;
  const { name } = host;
  const wait = (look: () => Promise<readonly string[]>, seconds: number) =>
    until(look, seconds, say, pace.pauseSeconds);

  await requireNone(name, await wait(() => awayBut(on), pace.readySeconds), pace.readySeconds);
  await requireNone(name, await wait(() => lackingVolumes(kubectl), pace.rebuildSeconds), pace.rebuildSeconds);
  await restartHost(on);
  const started = await bootId(remote);
  const left = await wait(() => notBack(on, started), pace.readySeconds);
  if (left.length === 0) return;
  throw new Error(`Cannot go on: ${left.join(", ")} after ${pace.readySeconds} s, see "journalctl -u 'k3s*'" there`);
}

async function requireNone(name: string, missing: readonly string[], seconds: number): Promise<void> {
  if (missing.length === 0) return;
  throw new Danger(
    `Cannot restart ${name}: ${missing.join(", ")} after ${seconds} s, and two nodes must not be away at once: see ` +
      '"npx lab status", bring back what is missing ("npx lab recover"), and run this again; or restart it by hand',
  );
}

/** Nodes other than this one that are not ready. */
async function awayBut({ host, kubectl }: HostAt): Promise<string[]> {
  const others = [...(await observeNodes(kubectl))].filter(([name, { isReady }]) => name !== host.name && !isReady);
  return others.map(([name]) => `${name} is not ready`);
}

/**
 * The cluster calls a node ready for a while after it has gone: only with the identifier of this start it speaks of now.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/#NodeStatus of `nodeInfo.bootID`
 */
async function notBack({ host: { name }, kubectl }: HostAt, started: string): Promise<string[]> {
  const node = (await observeNodes(kubectl)).get(name);
  if (node?.bootId !== started) return [`k3s on ${name} has not reported since its restart`];
  return node.isReady ? [] : [`${name} is not ready`];
}
