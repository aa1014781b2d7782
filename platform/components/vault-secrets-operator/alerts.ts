import type { Alert } from "../../alert.ts";

/**
 * The labels `name` and `namespace` are those of the object that is spoken of, not of the operator's pod. While Vault is
 * sealed every secret waits, which is no fault of any, and has an alert of its own.
 *
 * A controller that cannot bring a secret says so in its status and tries again, at least once a minute: it returns no
 * error, so `controller_runtime_reconcile_errors_total` stays at 0. What counts is each request that Vault refuses, and
 * each login that cannot be made. A path where nothing lies is counted by neither: there the pod waits for its Secret.
 *
 * @see https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/telemetry
 * @see https://github.com/hashicorp/vault-secrets-operator/blob/v1.4.1/controllers/vaultstaticsecret_controller.go
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
    expr: `(${fails("vso_client_operations_errors_total")} or ${fails("vso_client_factory_requests_errors_total")}) and on () vault_core_unsealed == 1`,
    forMinutes: 30,
    severity: "ticket",
    summary: "Vault refuses the operator again and again: some secret is not brought or renewed.",
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

/** Whether a counter has moved lately, whatever it was that the operator wanted. */
function fails(counter: string): string {
  return `sum(increase(${counter}[10m])) > 0`;
}
