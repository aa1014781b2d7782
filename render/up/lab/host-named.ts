import type { HostAt } from "../host-at.ts";
import type { LabAt } from "../lab-at.ts";

/** A host by its name, such as the one that `gitea.node` names. */
export function hostNamed({ hosts, cluster }: Pick<LabAt, "hosts" | "cluster">, name: string): HostAt {
  const host = hosts.get(name);
  if (host !== undefined) return host;
  throw new Error(`Cannot work on host "${name}" of ${cluster.name}: it is not among those that are set up`);
}
