import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The ERP follows whatever was pushed last. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "erp/Deployment/erp", deployment => {
    deployment.spec.template.spec.containers[0].image = "gitea.arcodange.lab/arcodange-org/erp:latest";
  });
}
