import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The ERP's container is given a token in the open. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "erp/Deployment/erp", deployment => {
    deployment.spec.template.spec.containers[0].env = [{ name: "SMTP_TOKEN", value: "q7Zp-4mXv_9sKd2LwT8" }];
  });
}
