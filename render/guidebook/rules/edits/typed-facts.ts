import type { Lab } from "../../../checks/rule.ts";

/** Somebody writes an address into a page. */
export const edit = (lab: Lab): Lab => {
  const file = "platform/hosts/page.md";
  const address = Object.values(lab.cluster.nodes)[0]?.address;
  return { ...lab, prose: new Map([...lab.prose, [file, `${lab.prose.get(file)}\nSee ${address}.\n`]]) };
};
