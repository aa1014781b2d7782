import type { Cluster } from "../../../clusters/lab.ts";
import { VAULT, VAULT_ADDRESS } from "./api.ts";

/** Where the raft storage lies. */
export const DATA_FOLDER = "/vault/data";

/** Where the credentials for a key of Google Cloud lie; see the page. */
export const KMS_CREDENTIALS_FOLDER = "/vault/kms";

/** Key of the Secret with these credentials, and so the name of the file. */
export const KMS_CREDENTIALS = "credentials.json";

/** Name of the one server among itself; raft keeps it for ever. */
const SERVER = "vault-0";

/**
 * Vault's configuration file, in HCL.
 *
 * - `disable_mlock`: with raft it must be said. The nodes have no swap, and the pod no right to lock memory.
 * - Metrics need no token, so that Prometheus sees a sealed server too; who may ask is a matter of network policies.
 * - Traefik says who asked it; who comes without that, as the operator does, is taken at its own address.
 * - Audit devices are no part of the file in any version of Vault: they are enabled through the API.
 *
 * @see https://developer.hashicorp.com/vault/docs/configuration
 */
export function settings({ networks, vault }: Pick<Cluster, "networks" | "vault">): string {
  return `ui            = true
disable_mlock = true
log_format    = "json"
api_addr      = "${VAULT_ADDRESS}"
cluster_addr  = "https://${SERVER}.vault-internal:8201"

listener "tcp" {
  address         = "[::]:${VAULT.port}"
  cluster_address = "[::]:8201"
  tls_disable     = true

  x_forwarded_for_authorized_addrs      = "${networks.pods}"
  x_forwarded_for_reject_not_present    = false
  x_forwarded_for_reject_not_authorized = false

  telemetry {
    unauthenticated_metrics_access = true
  }
}

storage "raft" {
  path    = "${DATA_FOLDER}"
  node_id = "${SERVER}"
}

telemetry {
  prometheus_retention_time = "24h"
  disable_hostname          = true
}
${seal(vault)}`;
}

/** With nothing said, the key is split among people, or a timer has it: both unseal through the API. */
function seal({ unseal, kms }: Cluster["vault"]): string {
  if (unseal !== "kms" || kms === undefined) return "";
  return `
seal "gcpckms" {
  credentials = "${KMS_CREDENTIALS_FOLDER}/${KMS_CREDENTIALS}"
  project     = "${kms.project}"
  region      = "${kms.location}"
  key_ring    = "${kms.keyRing}"
  crypto_key  = "${kms.key}"
}
`;
}
