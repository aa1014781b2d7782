import type { Lab } from "../../checks/rule.ts";
import { appsOf } from "../../inventory/lab/installed-apps.ts";
import { componentsOf } from "../../inventory/lab/installed-components.ts";
import { type LabMap, labMapOf } from "../../inventory/lab/lab-map.ts";
import { machinesOf } from "../../inventory/lab/machines.ts";
import { counted } from "../markdown.ts";
import type { PicturePart } from "../part.ts";

/** The whole lab in one picture: machines, the cluster on them, what lies outside, and what goes between them. */
export const wholeLab: PicturePart = {
  name: "whole-lab",
  draw(lab) {
    const map = labMapOf(lab);
    return {
      title: `${lab.cluster.name}, the whole lab`,
      alternative: alternativeOf(lab, map),
      nodes: map.places.map(({ id, name, details, sort, within }) => ({
        ...{ id, lines: [name, ...details], kind: sort },
        ...(within !== undefined && { box: within }),
      })),
      edges: map.flows.map(({ from, to, what }) => ({ from, to, label: what })),
      boxes: map.areas.map(({ id, name, within }) => ({
        id,
        label: name,
        ...(within !== undefined && { box: within }),
      })),
    };
  },
};

/** What the picture says, for whom does not see it. */
function alternativeOf(lab: Lab, { places, flows }: LabMap): string {
  const machines = machinesOf(lab).map(({ name, duties }) => `${name} (${duties.join(", ") || "pods only"})`);
  const components = componentsOf(lab).length;
  const outside = places.filter(({ within, sort }) => within === "cloud" && sort !== "person");
  const names = new Map(places.map(({ id, name }) => [id, name]));
  return [
    `${counted(machines.length, "machine")}: ${machines.join(", ")}.`,
    `On them k3s with ${counted(components, "component")} and ${counted(appsOf(lab).size, "app")}.`,
    `Outside: ${outside.map(({ name }) => name).join(", ")}.`,
    `From one to another: ${flows.map(({ from, to, what }) => `${names.get(from)} to ${names.get(to)}, ${what}`).join("; ")}.`,
  ].join(" ");
}
