import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** ERP's documents have one copy, on one node. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "erp/PersistentVolumeClaim/documents", claim => {
    claim.spec.storageClassName = "longhorn-local";
  });
