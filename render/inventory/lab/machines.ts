import { dutiesOf } from "../../../platform/hosts/duties-of.ts";
import type { Disk, Unit } from "../../../platform/hosts/host.ts";
import { hostsOf } from "../../../platform/hosts/host-of.ts";
import type { Lab } from "../../checks/rule.ts";

/** A machine of the lab, with what runs on it beside pods. */
export interface InventoriedMachine {
  readonly name: string;
  readonly address: string;
  /** `Raspberry Pi 5` */
  readonly model: string;
  readonly architecture: string;
  readonly memoryMebibytes: number;
  readonly cpuMillicores: number;
  readonly role: "server" | "agent";
  /** As a person calls them: `Gitea`, `PostgreSQL`. */
  readonly duties: readonly string[];
  /** Disks of their own; what has none lies on the system's. */
  readonly disks: readonly Disk[];
  readonly units: readonly Unit[];
  /** Programs that no package brings, with their versions. */
  readonly programs: readonly { readonly name: string; readonly version: string }[];
}

/** Every machine of a lab, in the order of the facts. */
export function machinesOf({ cluster }: Lab): InventoriedMachine[] {
  return hostsOf(cluster).flatMap(({ name, address, architecture, disks, units, programs }) => {
    const node = cluster.nodes[name];
    if (node === undefined) return [];
    const { model, memoryMebibytes, cpuMillicores, role } = node;
    return [
      {
        ...{ name, address, model, architecture, memoryMebibytes, cpuMillicores, role, disks, units },
        duties: dutiesOf(cluster, name),
        programs: programs.map(({ path, version }) => ({ name: path.split("/").at(-1) ?? path, version })),
      },
    ];
  });
}
