import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** Pods of ERP could run as root. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "erp/Namespace/erp", namespace => {
    namespace.metadata.labels["pod-security.kubernetes.io/enforce"] = "baseline";
  });
