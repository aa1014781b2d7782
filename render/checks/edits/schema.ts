import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** ERP's Deployment would be refused: no such policy exists. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "erp/Deployment/erp", deployment => {
    deployment.spec.template.spec.containers[0].imagePullPolicy = "Sometimes";
  });
