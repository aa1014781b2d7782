import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The ERP's Service sends traffic to a port that its pods do not name. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "erp/Service/erp", service => {
    service.spec.ports[0].targetPort = "htttp";
  });
}
