import { groupKind } from "../../../platform/cluster-scoped.ts";
import { valueAt } from "../objects/fields.ts";
import { inWords } from "../objects/in-words.ts";
import { isSecretSource } from "../objects/secret-makers.ts";
import type { Danger } from "./danger.ts";

/** https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference and https://external-secrets.io/latest/api/externalsecret/ */
export const vaultPathChanged: Danger = {
  id: "vault-path-changed",
  level: "warn",
  explanation:
    "A Secret is filled from another place: with other keys, other credentials, or not at all if the login may not read it",
  remedy: "See that the new path exists with the same keys, and that the policy of the login reads it",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || !isSecretSource(fresh.object)) return [];
    const fields = groupKind(fresh.object).startsWith("external-secrets.io/") ? STORE : VAULT;
    return fields.flatMap(field => {
      const [was, is] = [old, fresh].map(({ object }) => inWords(valueAt(object, field)));
      return was === is ? [] : [{ what: `${field.slice("spec.".length)} becomes ${is}, and was ${was}`, field }];
    });
  },
};

const VAULT = [
  ...["spec.mount", "spec.path", "spec.role", "spec.type", "spec.version", "spec.namespace"],
  ...["spec.vaultAuthRef", "spec.destination.name"],
];

const STORE = ["spec.secretStoreRef", "spec.target.name", "spec.data", "spec.dataFrom"];
