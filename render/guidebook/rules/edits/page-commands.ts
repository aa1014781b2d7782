import type { Lab } from "../../../checks/rule.ts";

/** A page tells to run a command that there is not. */
export const edit = (lab: Lab): Lab => {
  const file = "platform/hosts/page.md";
  return { ...lab, prose: new Map([...lab.prose, [file, `${lab.prose.get(file)}\nThen \`npx lab mend\`.\n`]]) };
};
