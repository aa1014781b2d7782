import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** ERP's documents would be pruned with their file. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "erp/PersistentVolumeClaim/documents", claim => {
    delete claim.metadata.annotations["argocd.argoproj.io/sync-options"];
  });
