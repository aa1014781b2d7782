import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** ERP would stay down after a power cut that outlasts five retries. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "root/Application/erp", application => {
    application.spec.syncPolicy.retry.limit = 5;
  });
