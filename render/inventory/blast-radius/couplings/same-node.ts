import type { KubeObject } from "../../../../platform/kube-object.ts";
import { containersOf, podTemplate } from "../../../../platform/pod-template.ts";
import type { Lab } from "../../../checks/rule.ts";
import { placementsOf } from "../../capacity/placement.ts";
import { unitThing } from "../things.ts";
import { type Coupling, type Shared, sharedBy } from "./coupling.ts";

export const sameNode: Coupling = {
  name: "same-node",
  title: "The same nodes",
  explanation:
    "Pods of both may be on one node. There they share cores, the disk of the system with its images and logs, and the " +
    "network; whoever fills that disk has every pod of the node evicted.",
  remedy: "Give the environment a quota, or the louder one a node of its own by a selector.",
  find: lab => {
    const users = new Map<string, Set<string>>();
    for (const { unit, nodes } of placementsOf(lab)) {
      for (const node of nodes) users.set(node, (users.get(node) ?? new Set()).add(unitThing(unit.name)));
    }
    const limits = limitsOf(lab);
    return together(users).flatMap(({ nodes, by }) => sharedBy(nodes.join(", "), by, limits));
  },
};

/** Nodes that the same ones share, as one. */
function together(
  users: ReadonlyMap<string, ReadonlySet<string>>,
): Pick<Shared & { nodes: string[] }, "nodes" | "by">[] {
  const alike = new Map<string, { nodes: string[]; by: string[] }>();
  for (const [node, set] of users) {
    const by = [...set];
    const known = alike.get(by.join());
    if (known === undefined) alike.set(by.join(), { nodes: [node], by });
    else known.nodes.push(node);
  }
  return [...alike.values()];
}

function limitsOf(lab: Lab): string[] {
  const containers = placementsOf(lab).flatMap(({ object }) => containersIn(object));
  const unlimited = containers.filter(({ resources }) => resources?.limits?.memory === undefined).length;
  const quotas = Object.entries(lab.cluster.environments).filter(([, { quota }]) => quota !== undefined);
  return [
    unlimited === 0
      ? "every container has a limit of memory"
      : `all but ${unlimited} of ${containers.length} containers have a limit of memory`,
    "cores go by what is requested",
    ...quotas.map(([name]) => `a quota in ${name}`),
  ];
}

function containersIn(object: KubeObject) {
  return containersOf(podTemplate(object)?.spec ?? {}).map(({ container }) => container);
}
