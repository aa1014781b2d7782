import { dutiesOf } from "../../../platform/hosts/duties-of.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** Something of the lab that can be away, or feel that something else is. */
export interface Thing {
  /** `node:pi2`, `service:Gitea`, `unit:erp`. */
  readonly id: string;
  /** As a person calls it. */
  readonly name: string;
  /** `service`: what runs on a machine beside pods; `outside`: what is not the lab's own. */
  readonly kind: "node" | "service" | "platform" | "tool" | "app" | "outside";
  /** Page of the guidebook about it, where it has one of its own. */
  readonly page?: string;
}

/** The k3s server's, on which everything hangs that changes in the cluster. */
export const API_SERVER = "service:API server";

/** The connection of the house to the Internet. */
export const HOME_LINE = "outside:Home line";

export function nodeThing(name: string): string {
  return `node:${name}`;
}

/** @param duty as `dutiesOf()` calls it: `PostgreSQL` */
export function serviceThing(duty: string): string {
  return `service:${duty}`;
}

export function unitThing(name: string): string {
  return `unit:${name}`;
}

/** Every thing of a lab, by its identifier: machines, what runs on them, components, apps, and the line to the outside. */
export const thingsOf = oncePerLab(({ cluster, units }): ReadonlyMap<string, Thing> => {
  const nodes = Object.keys(cluster.nodes);
  const services = nodes.flatMap(node => dutiesOf(cluster, node));
  const things: Thing[] = [
    ...nodes.map(name => ({ id: nodeThing(name), name, kind: "node" as const })),
    ...services.map(name => ({ id: serviceThing(name), name, kind: "service" as const })),
    { id: API_SERVER, name: "API server", kind: "service" },
    ...units.flatMap(thingOf),
    { id: HOME_LINE, name: "Home line", kind: "outside" },
  ];
  return new Map(things.map(thing => [thing.id, thing]));
});

/** What only brings definitions, or other Applications, runs nothing that could be away. */
function thingOf({ name, instance, component }: BuiltUnit): Thing[] {
  const id = unitThing(name);
  if (instance !== undefined) return [{ id, name, kind: "app", page: `apps/${instance.app}` }];
  return component === undefined ? [] : [{ id, name, kind: component.class, page: `tools/${component.name}` }];
}
