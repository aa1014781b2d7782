import { groupKind } from "../../../platform/cluster-scoped.ts";
import { valueAt } from "../objects/fields.ts";
import { inWords } from "../objects/in-words.ts";
import type { Danger } from "./danger.ts";

/** https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference#vaultauth */
export const vaultLoginChanged: Danger = {
  id: "vault-login-changed",
  level: "warn",
  explanation:
    "Secrets are fetched from Vault by another login: where Vault does not know it, they stay as they are until they expire, and then pods fail",
  remedy: "Let Vault know the new login first, by tofu, and see that its policy reads the same paths",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    return (FIELDS.get(groupKind(fresh.object)) ?? []).flatMap(field => {
      const [was, is] = [old, fresh].map(({ object }) => inWords(valueAt(object, field)));
      return was === is ? [] : [{ what: `${field.slice("spec.".length)} becomes ${is}, and was ${was}`, field }];
    });
  },
};

const LOGIN = [
  ...["spec.method", "spec.mount", "spec.namespace", "spec.vaultConnectionRef"],
  ...["spec.kubernetes.role", "spec.kubernetes.serviceAccount", "spec.kubernetes.audiences"],
  ...["spec.jwt.role", "spec.jwt.serviceAccount", "spec.appRole.roleId", "spec.aws.role", "spec.gcp.role"],
];

const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["secrets.hashicorp.com/VaultAuth", LOGIN],
  ["secrets.hashicorp.com/VaultAuthGlobal", ["spec.defaultAuthMethod", "spec.kubernetes.mount", ...LOGIN]],
  ["secrets.hashicorp.com/VaultConnection", ["spec.address", "spec.skipTLSVerify", "spec.caCertSecretRef"]],
]);
