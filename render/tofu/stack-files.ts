import { variablesFile } from "../../platform/naming.ts";
import { type Stack, type StackLab, stateVariables } from "../../platform/tofu/stack.ts";
import type { Lab } from "../checks/rule.ts";
import { oncePer } from "../memory/once-per.ts";
import type { Tree } from "../tree/tree.ts";
import { stacksOf } from "./stack-named.ts";

/**
 * The variables of every stack of a cluster, one file each.
 *
 * @returns e.g. `arcodange/tofu/vault.tfvars.json` to its JSON, with sorted keys, so that no order in the declaration shows
 */
export function stackFiles(lab: Lab): Tree {
  const files = stacksOf(lab.cluster).map(
    stack => [pathOf(lab.cluster.name, stack), textOf(stack, stackLab(lab))] as const,
  );
  return new Map(files);
}

/** What stacks may see of a lab, gathered once. */
export const stackLab = oncePer(({ cluster, units }: Lab): StackLab => {
  const instances = units.flatMap(({ instance }) => instance ?? []);
  const components = units.flatMap(({ component }) => component ?? []);
  const objects = units.flatMap(({ objects }) => objects);
  return { cluster, declared: { instances, components }, objects };
});

function pathOf(cluster: string, { name }: Stack): string {
  return variablesFile(cluster, name).replace(/^rendered\//, "");
}

function textOf(stack: Stack, lab: StackLab): string {
  const variables = { ...stateVariables(lab.cluster, stack.name), ...stack.variables(lab) };
  return `${JSON.stringify(sorted(variables), null, 2)}\n`;
}

/** Lists stay in their order, which may mean something. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
