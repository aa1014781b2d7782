import type { KubeObject } from "../../kube-object.ts";
import { VAULT_MOUNTS } from "./api.ts";
import { isVaultObject } from "./objects.ts";

/** Capabilities by path of Vault's API: `{ "kvv2/data/erp/smtp": ["read"] }`. */
export type VaultPaths = Readonly<Record<string, readonly string[]>>;

/** Who logs in to Vault from the cluster, and what its objects read there. */
export interface VaultReader {
  /** Of the Kubernetes auth mount, and name of its policy. */
  readonly role: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly paths: VaultPaths;
}

/**
 * Every login of the operator's objects, in their order, with just the paths that these objects name: a policy made of
 * it grants what is used and nothing else.
 *
 * @see https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference
 */
export function vaultReaders(objects: readonly KubeObject[]): VaultReader[] {
  const all = objects.filter(isVaultObject);
  const users = Map.groupBy(all, loginOf);
  return all
    .filter(({ kind }) => kind === "VaultAuth")
    .map(login => {
      const { kubernetes, storageEncryption } = login.spec as LoginSpec;
      const { namespace = "", name } = login.metadata;
      const own = users.get(`${namespace}/${name}`) ?? [];
      return {
        role: kubernetes.role,
        namespace,
        serviceAccount: kubernetes.serviceAccount,
        paths: Object.assign({}, cachePaths(storageEncryption), ...own.map(pathsOf)),
      };
    });
}

interface LoginSpec {
  readonly kubernetes: { readonly role: string; readonly serviceAccount: string };
  readonly storageEncryption?: { readonly mount: string; readonly keyName: string };
}

interface SecretSpec {
  readonly vaultAuthRef?: string;
  readonly mount: string;
  readonly path: string;
  readonly revoke?: boolean;
}

/** The login that an object names: of its own namespace, or `<namespace>/<name>`. */
function loginOf({ metadata, spec }: KubeObject): string | undefined {
  const { vaultAuthRef } = (spec ?? {}) as Partial<SecretSpec>;
  if (vaultAuthRef === undefined) return undefined;
  return vaultAuthRef.includes("/") ? vaultAuthRef : `${metadata.namespace}/${vaultAuthRef}`;
}

function pathsOf({ kind, spec }: KubeObject): VaultPaths {
  const { mount, path, revoke } = spec as SecretSpec;
  if (kind === "VaultStaticSecret") return { [`${mount}/data/${path}`]: ["read"] };
  return { [`${mount}/${path}`]: ["read"], ...(revoke && { "sys/leases/revoke": ["update"] }) };
}

/** The operator's own memory of its leases is encrypted by Vault. */
function cachePaths(encryption: LoginSpec["storageEncryption"]): VaultPaths {
  if (encryption === undefined) return {};
  const { mount, keyName } = encryption;
  return { [`${mount}/encrypt/${keyName}`]: ["update"], [`${mount}/decrypt/${keyName}`]: ["update"] };
}

/** What an instance may read: whatever lies below its own prefix, for an app with its own chart names it there. */
export function ownPaths(instance: string): VaultPaths {
  return { [`${VAULT_MOUNTS.kv}/data/${instance}/*`]: ["read"] };
}
