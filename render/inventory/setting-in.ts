import { objectsOfKind } from "../checks/lab/objects-by-kind.ts";
import type { Lab } from "../checks/rule.ts";

/**
 * A setting in the files that a component is given, as it is written there.
 *
 * @param name at the beginning of a line, with `=`, `:` or a space behind it
 * @returns undefined where no ConfigMap of the component has it
 */
export function settingIn(lab: Lab, component: string, name: string): string | undefined {
  const line = new RegExp(`^${name}(?: *[=:] *| +)"?([^"\\n]+?)"?$`, "m");
  for (const { unit, object } of objectsOfKind(lab, "ConfigMap")) {
    if (unit.name !== component) continue;
    for (const text of Object.values((object.data ?? {}) as Record<string, string>)) {
      const value = line.exec(text)?.[1];
      if (value !== undefined) return value;
    }
  }
  return undefined;
}
