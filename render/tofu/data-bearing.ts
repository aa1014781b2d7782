import type { StackChange } from "./stack-change.ts";

/** Types of resources with which something goes that no apply brings back, and what that is. */
export const DATA_BEARING: Readonly<Record<string, string>> = {
  postgresql_database: "its tables go with it",
  postgresql_schema: "its tables go with it",
  postgresql_role: "what it owns and may do goes with it, and so does its password",
  vault_mount: "every secret in it goes with it",
  vault_kv_secret_v2: "its versions go with it",
  vault_auth_backend: "its keys and roles go with it, and nobody logs in by it any more",
  vault_database_secret_backend_connection: "its password, which only Vault knows, goes with it",
  vault_transit_secret_backend_key: "what it encrypted can never be read again",
  gitea_org: "its repositories go with it",
  gitea_repository: "its commits, issues and secrets go with it",
  gitea_user: "its tokens, keys and repositories go with it",
  cloudflare_zone: "its records go with it, and it may come back with other name servers",
  cloudflare_zero_trust_tunnel_cloudflared: "its identifier and credentials go with it, and so does every public host",
  cloudflare_turnstile_widget: "its keys go with it, and forms that have them stop working",
  ovh_domain_name_servers: "the domain no longer leads to its zone",
  google_storage_bucket: "its objects go with it",
  google_kms_key_ring: "what its keys encrypted can never be read again",
  google_kms_crypto_key: "what it encrypted can never be read again, a sealed Vault included",
};

/** Types that the next apply makes as they were. */
export const REPEATABLE: ReadonlySet<string> = new Set([
  "output",
  ...["cloudflare_dns_record", "google_storage_bucket_iam_member"],
  ...["google_service_account", "google_service_account_key", "google_storage_hmac_key"],
  ...["gitea_org_actions_variable", "gitea_repository_actions_variable", "gitea_repository_branch_protection"],
  ...["gitea_repository_collaborator", "gitea_team", "gitea_team_membership"],
  ...["postgresql_default_privileges", "postgresql_function", "postgresql_grant", "postgresql_grant_role"],
  ...["vault_audit", "vault_policy", "vault_database_secret_backend_role", "vault_jwt_auth_backend_role"],
  ...["vault_kubernetes_auth_backend_config", "vault_kubernetes_auth_backend_role"],
]);

const UNKNOWN = "whether an apply brings it back is not known, see render/tofu/data-bearing.ts";

/** What is lost for ever by a change, as far as anybody knows; undefined: nothing. */
export function lossBy({ verb, type }: Pick<StackChange, "verb" | "type">): string | undefined {
  if (verb !== "destroy" && verb !== "replace") return undefined;
  if (REPEATABLE.has(type)) return undefined;
  return Object.hasOwn(DATA_BEARING, type) ? DATA_BEARING[type] : UNKNOWN;
}
