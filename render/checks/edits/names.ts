import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The ERP's Deployment carries a label with a blank in it. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "erp/Deployment/erp", deployment => {
    deployment.metadata.labels["app.kubernetes.io/part-of"] = "the company";
  });
}
