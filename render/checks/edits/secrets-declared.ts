import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** Redis takes a password that nobody makes. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "redis/VaultStaticSecret/redis-users", secret => {
    const { templates } = secret.spec.destination.transformation;
    templates["users.acl"].text = templates["users.acl"].text.replace('"default"', '"standard"');
  });
}
