import type { KubeObject } from "../../../platform/kube-object.ts";
import { inNamespaceOf, local, type Reference } from "./reference.ts";
import { specOf } from "./spec.ts";

interface VaultAuthSpec {
  readonly vaultConnectionRef: string;
  readonly kubernetes: { readonly serviceAccount: string };
}

interface VaultSecretSpec {
  readonly vaultAuthRef: string;
  readonly rolloutRestartTargets: readonly { readonly kind: string; readonly name: string }[];
}

/** The connection and the account of a login. */
export function fromVaultAuth(object: KubeObject): Reference[] {
  const { vaultConnectionRef: connection, kubernetes } = specOf<VaultAuthSpec>(object);
  return [
    ...(connection === undefined ? [] : [qualified(object, "VaultConnection", connection, "spec.vaultConnectionRef")]),
    ...(kubernetes === undefined
      ? []
      : [local(object, "ServiceAccount", kubernetes.serviceAccount, "spec.kubernetes.serviceAccount")]),
  ];
}

/** The login of a secret, static or dynamic, and what it restarts. */
export function fromVaultSecret(object: KubeObject): Reference[] {
  const { vaultAuthRef: login, rolloutRestartTargets: targets = [] } = specOf<VaultSecretSpec>(object);
  return [
    ...(login === undefined ? [] : [qualified(object, "VaultAuth", login, "spec.vaultAuthRef")]),
    ...targets.map(({ kind, name }, index) => local(object, kind, name, `spec.rolloutRestartTargets[${index}]`)),
  ];
}

/** `name` in the object's own namespace, or `<namespace>/<name>`. */
function qualified(object: KubeObject, kind: string, reference: string, field: string): Reference {
  const slash = reference.indexOf("/");
  if (slash === -1) return local(object, kind, reference, field);
  return inNamespaceOf(object, kind, reference.slice(slash + 1), field, reference.slice(0, slash));
}
