import type { Alert } from "../../alert.ts";
import { VAULT } from "./api.ts";
import { SNAPSHOT } from "./snapshot.ts";

const SNAPSHOT_AGE_HOURS = 36;

const job = `namespace="${VAULT.namespace}", cronjob="${SNAPSHOT}"`;
const success = `kube_cronjob_status_last_successful_time{${job}}`;

/**
 * Nothing else says that secrets stand still: what was brought stays, so that apps run on until their database users
 * expire.
 *
 * The gauge has the name of Vault's cluster, which it knows only once it is unsealed. The nameless one of its start stays
 * at 0 for a day beside it, hence `max`; after that day a server that is still sealed has none, and counts as down.
 *
 * @see https://developer.hashicorp.com/vault/docs/internals/telemetry/metrics/all
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/docs/metrics/workload/cronjob-metrics.md
 */
export const vaultAlerts: readonly Alert[] = [
  {
    name: "VaultSealed",
    expr: "max(vault_core_unsealed) == 0",
    forMinutes: 10,
    severity: "page",
    summary: "Vault is sealed: no secret is brought or renewed.",
    remedy: "Unseal it: page of Vault, what to do when it breaks. Apps run on what they have for some days.",
    explains: { components: ["vault-secrets-operator"] },
  },
  {
    name: "VaultDown",
    expr: "absent(vault_core_unsealed)",
    forMinutes: 10,
    severity: "page",
    summary: "Vault does not answer.",
    remedy: `kubectl -n ${VAULT.namespace} describe pod vault-0; it needs its volume, then it needs to be unsealed.`,
  },
  {
    name: "VaultSnapshotTooOld",
    expr: `time() - ${success} > ${SNAPSHOT_AGE_HOURS} * 3600 or time() - kube_cronjob_created{${job}} > ${SNAPSHOT_AGE_HOURS} * 3600 unless on () ${success}`,
    forMinutes: 30,
    severity: "ticket",
    summary: `No snapshot of Vault has reached its bucket for ${SNAPSHOT_AGE_HOURS} hours.`,
    remedy: `kubectl -n ${VAULT.namespace} logs --all-containers --selector=app.kubernetes.io/name=${SNAPSHOT}`,
  },
];
