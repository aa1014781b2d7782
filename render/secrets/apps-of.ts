import type { Lab } from "../checks/rule.ts";

/** Every app on a cluster, sorted; each has a repository, and workflows. */
export function appsOf({ units }: Lab): string[] {
  return [...new Set(units.flatMap(({ instance }) => instance?.app ?? []))].sort();
}
