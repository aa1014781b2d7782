import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** One pod of ERP would be larger than any node. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "erp/Deployment/erp", deployment => {
    deployment.spec.template.spec.containers[0].resources = {
      requests: { cpu: "200m", memory: "9Gi" },
      limits: { memory: "9Gi" },
    };
  });
