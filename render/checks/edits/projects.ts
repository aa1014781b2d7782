import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** ERP could be read from any repository. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "root/AppProject/erp", project => {
    project.spec.sourceRepos.push("*");
  });
