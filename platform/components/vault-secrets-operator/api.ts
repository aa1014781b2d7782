import { customResource } from "../../custom-resource.ts";
import { TOOLS_NAMESPACE } from "../foundation/namespaces.ts";
import { API_VERSION } from "./objects.ts";

/** Mounts in Vault that the operator logs in by, reads from, and has its cache encrypted by. */
export const VAULT_MOUNTS = { kv: "kvv2", database: "postgres", kubernetes: "kubernetes", transit: "transit" } as const;

/** Key of the transit mount that encrypts what the operator remembers of its leases. */
export const CLIENT_CACHE_KEY = "vso-client-cache";

/** The one VaultConnection of a cluster, as `<namespace>/<name>`. */
export const VAULT_CONNECTION = { namespace: TOOLS_NAMESPACE, name: "vault" } as const;

/** https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference#vaultconnection */
export interface VaultConnectionSpec {
  readonly address: string;
  readonly skipTLSVerify: boolean;
}

export const VaultConnection = customResource<VaultConnectionSpec>(API_VERSION, "VaultConnection");

/** https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference#vaultauth */
export interface VaultAuthSpec {
  readonly method: "kubernetes";
  readonly mount: string;
  /** `<namespace>/<name>` of a VaultConnection. */
  readonly vaultConnectionRef: string;
  readonly kubernetes: {
    readonly role: string;
    /** Must exist in the namespace of the secrets that use this. */
    readonly serviceAccount: string;
    readonly audiences: readonly string[];
  };
  /** For the one VaultAuth that carries the label of `CLIENT_CACHE_LABEL`. */
  readonly storageEncryption?: { readonly mount: string; readonly keyName: string };
}

/** The operator looks for exactly one VaultAuth with it, in its own namespace. */
export const CLIENT_CACHE_LABEL = { cacheStorageEncryption: "true" } as const;

export const VaultAuth = customResource<VaultAuthSpec>(API_VERSION, "VaultAuth");

/** The Secret that the operator makes. `create` is false by default, and then no Secret appears. */
export interface Destination {
  readonly name: string;
  readonly create: true;
  readonly overwrite?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly transformation?: {
    /** Leaves out the key `_raw`, which holds the whole secret once more. */
    readonly excludeRaw?: boolean;
    readonly templates?: Readonly<Record<string, { readonly text: string }>>;
  };
}

export interface RolloutRestartTarget {
  readonly kind: "Deployment" | "StatefulSet" | "DaemonSet";
  readonly name: string;
}

/** https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference#vaultstaticsecret */
export interface VaultStaticSecretSpec {
  readonly vaultAuthRef: string;
  readonly mount: string;
  readonly type: "kv-v2";
  readonly path: string;
  /** How often Vault is asked: `1h`. */
  readonly refreshAfter: string;
  readonly destination: Destination;
  readonly rolloutRestartTargets?: readonly RolloutRestartTarget[];
}

export const VaultStaticSecret = customResource<VaultStaticSecretSpec>(API_VERSION, "VaultStaticSecret");

/** https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference#vaultdynamicsecret */
export interface VaultDynamicSecretSpec {
  readonly vaultAuthRef: string;
  readonly mount: string;
  readonly path: string;
  /** Share of the lease after which it is renewed, in percent. */
  readonly renewalPercent: number;
  /** End the lease when this object goes. */
  readonly revoke: boolean;
  readonly destination: Destination;
  readonly rolloutRestartTargets?: readonly RolloutRestartTarget[];
}

export const VaultDynamicSecret = customResource<VaultDynamicSecretSpec>(API_VERSION, "VaultDynamicSecret");
