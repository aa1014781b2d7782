import { attempt } from "../attempt.ts";
import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { HostState, NodeState, Snapshot } from "../snapshot.ts";

/** Units of k3s, of which each host has one. */
export const K3S = "k3s*.service";

export const nodes: Link = {
  name: "k3s nodes",
  promise: "The API server answers, and every host is a node that is ready.",
  waitsFor: "each host, and k3s on it",
  judge(snapshot, memory) {
    const { cluster, hosts } = snapshot;
    if (cluster === undefined) return [judgeApi(snapshot, memory)];
    return hosts.flatMap(host =>
      judgeNode(
        host,
        cluster.nodes.find(({ name }) => name === host.name),
        memory,
      ),
    );
  },
};

function judgeApi({ hosts, server }: Snapshot, memory: Recollection): Finding {
  const subject = "API server";
  const problem = "it does not answer";
  const host = hosts.find(({ name }) => name === server);
  const next = host?.seen === undefined ? awaitServer(subject, server, memory) : startApi(subject, host, memory);
  return { subject, problem, next };
}

function awaitServer(subject: string, server: string, memory: Recollection): Next {
  if (!memory.hasLasted(subject, memory.patience.hostSeconds)) return { wait: `for ${server} to start` };
  const says = `${server} does not come back, and the cluster cannot be reached without it: see to its power and its disk. If it is lost, "npx lab up" and "npx lab restore" make another one`;
  return { ask: { id: "node-is-off", about: server, says } };
}

function startApi(subject: string, { name, seen }: HostState, memory: Recollection): Next {
  const unit = k3sUnit(seen?.stoppedUnits ?? []);
  if (unit !== undefined) return { wait: `for ${unit} on ${name}` };
  if (!memory.hasLasted(subject, memory.patience.othersSeconds)) return { wait: `for k3s on ${name}` };
  const says = `The API server does not answer though ${name} does: see "journalctl -b -u k3s" there`;
  return attempt({ kind: "restart-unit", host: name, unit: K3S }, "its host answers", memory, {
    ask: { id: "api-server-down", about: name, says },
  });
}

function judgeNode(host: HostState, node: NodeState | undefined, memory: Recollection): Finding[] {
  const subject = `node ${host.name}`;
  if (node?.isOutOfService) return [judgeOutOfService(subject, node, memory)];
  if (node?.isReady) return [];
  const problem = node === undefined ? "k3s does not know it" : "it is not ready";
  const next = host.seen === undefined ? unreachable(subject, node, host, memory) : unready(subject, host, memory);
  return [{ subject, problem, next }];
}

/** The taint stays until somebody takes it away, and no pod may start before. */
function judgeOutOfService(subject: string, { name, isReady }: NodeState, memory: Recollection): Finding {
  const problem = "it was taken out of service";
  if (!isReady) return { subject, problem, next: { note: "the lab goes on without it" } };
  const next = attempt({ kind: "return-to-service", node: name }, "it is back and ready", memory, {
    wait: "for its taint to go",
  });
  return { subject, problem, next };
}

/** Only a person can see whether a machine that does not answer is off, or writes on behind a broken cable. */
function unreachable(subject: string, node: NodeState | undefined, { name }: HostState, memory: Recollection): Next {
  if (!memory.hasLasted(subject, memory.patience.hostSeconds)) return { wait: "for its host to start" };
  const says =
    `${name} does not come back. If it is switched off, and stays so, its pods and volumes can be freed for the other nodes. ` +
    "If it still runs, two would then write to one volume: unplug it first";
  const action = node === undefined ? {} : { action: { kind: "take-out-of-service", node: name } as const };
  return { ask: { id: "node-is-off", about: name, says, ...action } };
}

/** Starting k3s anew touches no pod: they go on under containerd. */
function unready(subject: string, { name, seen }: HostState, memory: Recollection): Next {
  const unit = k3sUnit(seen?.stoppedUnits ?? []);
  if (unit !== undefined) return { wait: `for ${unit} on its host` };
  if (!memory.hasLasted(subject, memory.patience.othersSeconds)) return { wait: "for k3s to report it" };
  const says = `${name} answers over SSH, but its node does not get ready: see "journalctl -b -u 'k3s*'" there`;
  return attempt({ kind: "restart-unit", host: name, unit: K3S }, "its host answers", memory, {
    ask: { id: "node-not-ready", about: name, says },
  });
}

function k3sUnit(stopped: readonly string[]): string | undefined {
  return stopped.find(unit => unit.startsWith("k3s"));
}
