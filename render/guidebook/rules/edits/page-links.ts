import type { Lab } from "../../../checks/rule.ts";

/** A file is renamed, and a page goes on to link to it. */
export const edit = (lab: Lab): Lab => {
  const file = "platform/hosts/page.md";
  return {
    ...lab,
    prose: new Map([...lab.prose, [file, `${lab.prose.get(file)}\nSee [[file:platform/no-such.ts]].\n`]]),
  };
};
