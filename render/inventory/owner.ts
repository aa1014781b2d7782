import type { Lab } from "../checks/rule.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { oncePerLab } from "./once-per-lab.ts";

type Owned = Pick<BuiltUnit, "instance" | "component" | "name">;

/** The app or the component that a unit belongs to: what the guidebook has a page about. */
export function ownerOf({ instance, component, name }: Owned): string {
  return instance?.app ?? component?.name ?? name;
}

/** Page of the guidebook about an app or a component: `apps/erp`. Undefined for what has none, such as Gitea. */
export function pageOfOwner(lab: Lab, owner: string): string | undefined {
  return pagesOf(lab).get(owner);
}

/** Whether an owner is an app, and not a component. */
export function isApp(lab: Lab, owner: string): boolean {
  return pageOfOwner(lab, owner)?.startsWith("apps/") === true;
}

const pagesOf = oncePerLab(({ units }) => {
  const pages = units.flatMap(({ instance, component }): [string, string][] => {
    if (instance !== undefined) return [[instance.app, `apps/${instance.app}`]];
    return component === undefined ? [] : [[component.name, `tools/${component.name}`]];
  });
  return new Map(pages);
});
