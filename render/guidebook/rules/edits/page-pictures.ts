import type { Lab } from "../../../checks/rule.ts";

/** A page shows a picture, and says nothing to whoever does not see it. */
export const edit = (lab: Lab): Lab => {
  const file = "platform/hosts/page.md";
  const picture = "![](https://example.net/rack.png)";
  return { ...lab, prose: new Map([...lab.prose, [file, `${lab.prose.get(file)}\n${picture}\n`]]) };
};
