import type { Kubectl } from "../../remote/kubectl.ts";

/** An object of the API server, whose fields other than these are read as what they should be. */
export interface KubeItem<Spec = unknown, Status = unknown> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly generation?: number;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: Spec;
  readonly status?: Status;
}

/**
 * Every object of some kinds, asked for at once: over SSH to a Raspberry Pi each call costs a second. Kinds that are not
 * installed have none.
 *
 * @param kinds with their group: `volumes.longhorn.io`; one without a group is always there, also where kubectl calls
 * another one of its name, such as `nodes.longhorn.io`, missing
 * @throws {RemoteFailure}
 */
export async function objectsOf(kubectl: Kubectl, kinds: readonly string[]): Promise<KubeItem[]> {
  let wanted = kinds;
  for (;;) {
    try {
      const text = await kubectl(["get", wanted.join(), "--all-namespaces", "--output=json"]);
      return (JSON.parse(text) as { items: KubeItem[] }).items;
    } catch (error) {
      const missing = /doesn't have a resource type "([^"]+)"/.exec(String(error))?.[1];
      const rest = wanted.filter(kind => !kind.includes(".") || kind.split(".")[0] !== missing?.split(".")[0]);
      if (missing === undefined || rest.length === wanted.length || rest.length === 0) throw error;
      wanted = rest;
    }
  }
}

/** Those of one kind of one group: `Node` of `longhorn.io` is not that of Kubernetes, whose group is empty. */
export function ofKind<Spec, Status>(
  items: readonly KubeItem[],
  group: string,
  kind: string,
): KubeItem<Spec, Status>[] {
  return items.filter(item => item.kind === kind && groupOf(item) === group) as KubeItem<Spec, Status>[];
}

function groupOf({ apiVersion }: KubeItem): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] as string) : "";
}

/** A condition of a status, as Kubernetes and nearly everybody else writes it. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
}

export function conditionOf(
  status: { readonly conditions?: readonly Condition[] } | undefined,
  type: string,
): Condition | undefined {
  return status?.conditions?.find(condition => condition.type === type);
}

/** A time as the API server writes it, in milliseconds; undefined for none. */
export function timeOf(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
