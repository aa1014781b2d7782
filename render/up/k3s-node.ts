import type { HostAt } from "./host-at.ts";
import { observe, rememberPending } from "./host-state.ts";
import { type NodeState, nodeLines, observeNodes } from "./k3s-nodes.ts";
import { isK3sUnit, k3sUnit } from "./k3s-unit.ts";
import { until } from "./lab/until.ts";
import type { LabAt } from "./lab-at.ts";
import { script } from "./script.ts";
import { lookAtUnits, startUnits } from "./steps/services.ts";

const READY_SECONDS = 300;

/** A host that is a node, and what is to be done that it is one as it should be. */
export interface NodeWork {
  readonly at: HostAt;
  readonly unit: string;
  readonly version: string;
  /** As the cluster sees it; undefined when it does not know it, or does not answer. */
  readonly state: NodeState | undefined;
  readonly isRunning: boolean;
  /** Its program or a file that it reads has changed since it was started. */
  readonly isOld: boolean;
  readonly lines: readonly string[];
}

/** Looks at a host and, when the server runs, at what the cluster knows of it. */
export async function lookAtNode(at: HostAt, nodes: ReadonlyMap<string, NodeState> | undefined): Promise<NodeWork> {
  const { host, remote } = at;
  const unit = k3sUnit(host);
  const version = host.programs.find(({ restarts }) => restarts?.some(isK3sUnit))?.version;
  if (unit === undefined || version === undefined) {
    throw new Error(`Cannot make a node of ${host.name}: it has no unit or no program of k3s, this is a bug`);
  }
  const [{ lines, start }, { pending }] = await Promise.all([lookAtUnits(at, unitsOf(at)), observe(remote, [])]);
  const state = nodes?.get(host.name);
  const isOld = pending.includes(unit);
  return {
    at,
    unit,
    version,
    state,
    isRunning: !start.includes(unit),
    isOld,
    lines: [
      ...lines,
      ...(isOld ? [`${unit} reads what has changed and was not restarted`] : []),
      ...(nodes === undefined ? ["the cluster does not answer"] : nodeLines(host.name, state, version)),
    ],
  };
}

/** Nodes by name; undefined while the server does not answer. */
export async function nodesOf({ kubectl }: LabAt): Promise<ReadonlyMap<string, NodeState> | undefined> {
  return await observeNodes(kubectl).catch(() => undefined);
}

/** Starts k3s on a host, or starts it anew when it is old, and waits until the cluster sees the node as it should be. */
export async function bringUp(lab: LabAt, { at, unit, version, isRunning, isOld, state }: NodeWork): Promise<void> {
  const { host, remote, say } = at;
  if (isRunning && (isOld || state?.version !== version)) {
    say(`restarting ${unit}`);
    await remote.run(script("restart-k3s", { unit }), { asRoot: true, timeoutSeconds: 600 });
  }
  await startUnits(at, unitsOf(at));
  const { pending } = await observe(remote, []);
  await rememberPending(
    remote,
    pending.filter(other => other !== unit),
  );
  const look = async () => {
    const seen = await observeNodes(lab.kubectl);
    return nodeLines(host.name, seen.get(host.name), version).filter(line => !line.includes("takes no pods"));
  };
  const left = await until(look, READY_SECONDS, say);
  if (left.length > 0)
    throw new Error(`Cannot go on: ${left.join(", ")} after ${READY_SECONDS} s; see "journalctl -u ${unit}"`);
}

function unitsOf({ host }: HostAt): string[] {
  return host.units.filter(({ stage }) => stage === "k3s").map(({ name }) => name);
}
