import { secretsOperator as link } from "../../recover/links/secrets-operator.ts";
import type { Probe } from "../probe.ts";
import { linkTroubles } from "./link-troubles.ts";
import { readOnce } from "./read-once.ts";

/** The operator has read from Vault what it brings. */
export const secretsOperator: Probe = {
  name: "Vault Secrets Operator",
  limitSeconds: 30,
  look: async ({ kubectl }) => linkTroubles(link, await readOnce(kubectl)),
};
