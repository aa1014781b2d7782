import type { VaultReader } from "../../inventory/secrets/secret-readers.ts";
import { code } from "../markdown.ts";

/** Who reads with a policy of Vault, in words. */
export function readerWords({ role, login }: VaultReader): string {
  if ("repository" in login) return `workflows of ${code(login.repository)}, by policy ${code(role)}`;
  return `service account ${code(login.account)}, by policy ${code(role)}`;
}
