import type { Kubectl } from "../remote/kubectl.ts";

/** A node as the cluster sees it. */
export interface NodeState {
  readonly isReady: boolean;
  /** Of the kubelet, which is that of k3s: `v1.36.3+k3s1`. */
  readonly version: string;
  /** What differs after each start of its machine, as its kubelet has last told. */
  readonly bootId: string;
  readonly takesPods: boolean;
  /** `lab up` has drained it for an upgrade, and has not yet let pods back. */
  readonly isDrained: boolean;
}

/** By which `lab up` knows, after a kill, that a node takes no pods because of itself and not because of a person. */
export const DRAINED = "lab/drained-for-upgrade";

interface NodeObject {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly unschedulable?: boolean };
  readonly status: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly nodeInfo?: { readonly kubeletVersion: string; readonly bootID?: string };
  };
}

/** Nodes by name. */
export async function observeNodes(kubectl: Kubectl): Promise<ReadonlyMap<string, NodeState>> {
  const { items } = JSON.parse(await kubectl(["get", "nodes", "--output", "json"])) as { items: readonly NodeObject[] };
  return new Map(
    items.map(({ metadata, spec, status }) => [
      metadata.name,
      {
        isReady: status.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false,
        version: status.nodeInfo?.kubeletVersion ?? "",
        bootId: status.nodeInfo?.bootID ?? "",
        takesPods: spec.unschedulable !== true,
        isDrained: metadata.annotations?.[DRAINED] !== undefined,
      },
    ]),
  );
}

/** What is wrong with a node that should run this version of k3s. */
export function nodeLines(name: string, state: NodeState | undefined, version: string): string[] {
  if (state === undefined) return [`${name} is no node of the cluster`];
  return [
    ...(state.version === version ? [] : [`${name} runs k3s ${state.version} and should run ${version}`]),
    ...(state.isReady ? [] : [`${name} is not ready`]),
    ...(state.isDrained ? [`${name} was drained for an upgrade and takes no pods yet`] : []),
  ];
}

/**
 * Whether k3s may go from one version to another: no minor version is left out, and there is no way back.
 *
 * @see https://docs.k3s.io/upgrades/manual
 * @see https://kubernetes.io/releases/version-skew-policy/
 */
export function mayUpgrade(from: string, to: string): boolean {
  const [fromMajor, fromMinor] = numbers(from);
  const [toMajor, toMinor] = numbers(to);
  return fromMajor === toMajor && (toMinor === fromMinor || toMinor === fromMinor + 1);
}

function numbers(version: string): [number, number] {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
  return [Number(major), Number(minor)];
}
