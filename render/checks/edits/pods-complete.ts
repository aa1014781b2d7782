import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** ERP would get requests before it can answer them. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "erp/Deployment/erp", deployment => {
    delete deployment.spec.template.spec.containers[0].readinessProbe;
  });
