import { existsSync } from "node:fs";
import type { Cluster } from "../../../clusters/lab.ts";
import type { Host } from "../../../platform/hosts/host.ts";
import type { LabAt } from "../lab-at.ts";
import { type HostHere, hostHere } from "./host-here.ts";

interface SimulatedNode {
  version: string;
  isReady: boolean;
  unschedulable: boolean;
  annotations: Record<string, string>;
}

/** For tests: a server and two agents on this machine, whose k3s is a unit of a stand-in for systemctl. */
export interface ClusterHere {
  readonly lab: LabAt;
  readonly hosts: ReadonlyMap<string, HostHere>;
  readonly nodes: Map<string, SimulatedNode>;
  /** What was done, in its order: `restart pi1`, `drain pi2`. */
  readonly done: string[];
  /** What a drain meets; nothing by default. */
  onDrain: (node: string) => void;
  /** Volumes of Longhorn that kubectl shows, one time after the other; the last one stays. */
  readonly robustness: string[];
}

const NAMES = ["pi1", "pi2", "pi3"];

/** Hosts that should run this version, in a cluster that is `running` an older one, or that is not there yet. */
export function clusterHere(version: string, running?: string): ClusterHere {
  const done: string[] = [];
  const nodes = new Map<string, SimulatedNode>();
  const hosts = new Map(NAMES.map(name => [name, nodeHere(name, version)]));
  for (const [name, host] of running === undefined ? [] : hosts) {
    nodes.set(name, { version: running ?? "", isReady: true, unschedulable: false, annotations: {} });
    host.write(RUNNING, "");
  }
  const cluster: ClusterHere = {
    hosts,
    nodes,
    done,
    onDrain: () => undefined,
    robustness: ["healthy"],
    lab: {
      cluster: { name: "lab" } as Cluster,
      hosts,
      kubectl: async words => kubectl(cluster, words),
      ask: async () => undefined,
      say: () => undefined,
    },
  };
  for (const [name, { said }] of hosts) {
    said.push = (...lines: string[]) => done.push(...lines.map(line => `${name} ${line}`));
  }
  return cluster;
}

const RUNNING = "/var/lib/lab/running";

function nodeHere(name: string, version: string): HostHere {
  const unit = unitOf(name);
  const host = hostHere({
    name,
    units: [{ name: unit, stage: "k3s" }],
    programs: [{ path: "/usr/local/bin/k3s", version, url: "", checksums: "", restarts: [unit] }],
  } satisfies Partial<Host>);
  host.program(
    "systemctl",
    `case "$1" in
      show)
        state=inactive; [ -e ${host.path(RUNNING)} ] && state=active
        printf 'Id=${unit}\\nUnitFileState=enabled\\nActiveState=%s\\nSubState=%s\\n' $state $state ;;
      start|restart) touch ${host.path(RUNNING)} ;;
    esac`,
  );
  return host;
}

function unitOf(name: string): string {
  return name === "pi1" ? "k3s.service" : "k3s-agent.service";
}

function kubectl(cluster: ClusterHere, words: readonly string[]): string {
  const [verb = "", kind = "", name = ""] = words;
  settle(cluster);
  if (verb === "get" && kind === "nodes") return JSON.stringify({ items: [...cluster.nodes].map(nodeObject) });
  if (verb === "get" && kind === "customresourcedefinitions") {
    return "customresourcedefinition.apiextensions.k8s.io/volumes.longhorn.io\n";
  }
  if (verb === "get" && kind === "volumes.longhorn.io") return JSON.stringify({ items: [volume(cluster)] });
  const node = cluster.nodes.get(verb === "annotate" ? name : kind);
  if (node === undefined) throw new Error(`there is no node for ${words.join(" ")}`);
  if (verb === "annotate") annotate(node, words[3] ?? "");
  else cluster.done.push(`${verb} ${kind}`);
  if (verb === "drain") {
    node.unschedulable = true;
    cluster.onDrain(kind);
  }
  if (verb === "uncordon") node.unschedulable = false;
  return "";
}

/** A k3s that runs is a node, of the version with which it was last started. */
function settle({ hosts, nodes }: ClusterHere): void {
  if (!existsSync(hosts.get("pi1")?.path(RUNNING) ?? "")) throw new Error("the connection was refused");
  for (const [name, host] of hosts) {
    const starts = host.calls().filter(call => /^systemctl (re)?start /.test(call)).length;
    if (starts === 0) continue;
    const version = host.host.programs[0]?.version ?? "";
    const { isReady = true, unschedulable = false, annotations = {} } = nodes.get(name) ?? {};
    nodes.set(name, { version, isReady, unschedulable, annotations });
  }
}

function annotate(node: SimulatedNode, annotation: string): void {
  const [key = "", value = ""] = annotation.split("=");
  if (annotation.endsWith("-")) delete node.annotations[annotation.slice(0, -1)];
  else node.annotations[key] = value;
}

function nodeObject([name, { version, isReady, unschedulable, annotations }]: [string, SimulatedNode]) {
  return {
    metadata: { name, annotations },
    spec: { unschedulable },
    status: {
      conditions: [{ type: "Ready", status: isReady ? "True" : "False" }],
      nodeInfo: { kubeletVersion: version },
    },
  };
}

function volume({ robustness }: ClusterHere) {
  const now = (robustness.length > 1 ? robustness.shift() : robustness[0]) ?? "healthy";
  return { metadata: { name: "pvc-1" }, status: { state: "attached", robustness: now } };
}
