import type { Lab } from "../../../checks/rule.ts";

/** Somebody forgets what follows from a decision. */
export const edit = (lab: Lab): Lab => {
  const file = [...lab.prose.keys()].findLast(name => name.startsWith("platform/decisions/")) ?? "";
  const text = lab.prose.get(file) ?? "";
  return { ...lab, prose: new Map([...lab.prose, [file, text.replace("**Consequences.**", "So")]]) };
};
