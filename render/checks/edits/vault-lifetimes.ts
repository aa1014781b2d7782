import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** A lease is used up nearly to its end before it is renewed. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "erp/VaultDynamicSecret/database", secret => {
    secret.spec.renewalPercent = 90;
  });
}
