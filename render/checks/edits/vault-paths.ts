import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The sandbox reads the mail account of production. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "erp-sandbox/VaultStaticSecret/smtp", secret => {
    secret.spec.path = "erp/smtp";
  });
}
