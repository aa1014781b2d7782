import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The ERP runs as a service account that nobody makes. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "erp/Deployment/erp", deployment => {
    deployment.spec.template.spec.serviceAccountName = "erpp";
  });
}
