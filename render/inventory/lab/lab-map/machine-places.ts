import type { Cluster } from "../../../../clusters/lab.ts";
import type { InventoriedMachine } from "../machines.ts";
import type { Area, Place } from "./place.ts";

/** With more machines those that run nothing but pods stand together. */
const MOST_MACHINES = 4;

/** What runs beside the cluster, by its name in `dutiesOf()`. */
const DUTIES: Readonly<Record<string, Pick<Place, "id" | "sort">>> = {
  PostgreSQL: { id: "postgres", sort: "data" },
  Gitea: { id: "gitea", sort: "host" },
  "Runners of Gitea Actions": { id: "runners", sort: "host" },
  "Step-CA": { id: "step-ca", sort: "secret" },
  "Pi-hole": { id: "pihole", sort: "host" },
  "Timer that unseals Vault": { id: "unseal", sort: "secret" },
};

/** An area for each machine. */
export function machineAreas(machines: readonly InventoriedMachine[]): Area[] {
  const { shown, folded } = fold(machines);
  return [
    ...shown.map(({ name, address, role }) => ({
      id: areaOf(name),
      name: `${name}, ${address}, k3s ${role}`,
      within: "lan",
    })),
    ...(folded.length > 0 ? [{ id: "machines", name: `${folded.length} more machines`, within: "lan" }] : []),
  ];
}

/** What runs on each machine beside pods. */
export function machinePlaces({ ollama, gitea }: Cluster, machines: readonly InventoriedMachine[]): Place[] {
  const { shown, folded } = fold(machines);
  const places = shown.flatMap(({ name, duties }): Place[] => {
    const within = areaOf(name);
    const pods = { id: `pods ${name}`, name: "Pods only", sort: "host", within } as const;
    if (duties.length === 0) return [{ ...pods, details: ollama?.node === name ? ["ollama among them"] : [] }];
    return duties.map(duty => ({
      ...(DUTIES[duty] ?? { id: `${duty} on ${name}`, sort: "host" }),
      ...{ name: duty, details: duty === "Gitea" ? [`${gitea.organisation}/${gitea.repository}`] : [], within },
    }));
  });
  if (folded.length === 0) return places;
  return [...places, { id: "pods", name: "Pods only", details: [], sort: "host", within: "machines" }];
}

function fold(machines: readonly InventoriedMachine[]) {
  const isFolded = ({ duties }: InventoriedMachine) => machines.length > MOST_MACHINES && duties.length === 0;
  return { shown: machines.filter(machine => !isFolded(machine)), folded: machines.filter(isFolded) };
}

function areaOf(machine: string): string {
  return `machine ${machine}`;
}
