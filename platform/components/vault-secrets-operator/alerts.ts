import type { Alert } from "../../alert.ts";

/**
 * The labels `name` and `namespace` are those of the object that is spoken of, not of the operator's pod. While Vault is
 * sealed every secret waits, which is no fault of any, and has an alert of its own.
 *
 * @see https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/telemetry
 */
export const operatorAlerts: readonly Alert[] = [
  {
    name: "VaultSecretsOperatorDown",
    expr: "absent(vso_build_info)",
    forMinutes: 15,
    severity: "page",
    summary: "Nobody brings secrets from Vault: database users expire and are not replaced.",
    remedy: "kubectl -n tools describe pod --selector=app.kubernetes.io/name=vault-secrets-operator",
  },
  {
    name: "VaultSecretsOperatorFails",
    expr: 'sum by (controller) (rate(controller_runtime_reconcile_errors_total{controller=~"vault.*"}[15m])) > 0 and on () vault_core_unsealed == 1',
    forMinutes: 30,
    severity: "ticket",
    summary: "Secrets of the kind {{ $labels.controller }} cannot be brought from Vault.",
    remedy: "kubectl get vaultstaticsecrets,vaultdynamicsecrets --all-namespaces; describe what is not Ready.",
  },
  {
    name: "VaultLoginInvalid",
    expr: 'controller_resource_status{controller=~"vaultauth|vaultconnection"} == 0 and on () vault_core_unsealed == 1',
    forMinutes: 30,
    severity: "ticket",
    summary: "{{ $labels.controller }} {{ $labels.name }} of {{ $labels.namespace }} does not work.",
    remedy: "kubectl -n {{ $labels.namespace }} describe {{ $labels.controller }} {{ $labels.name }}",
  },
];
