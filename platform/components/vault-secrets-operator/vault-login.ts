import { Construct } from "constructs";
import { VAULT_CONNECTION, VAULT_MOUNTS, VaultAuth } from "./api.ts";

/** Name of the VaultAuth in every namespace with one owner; tools, which share one, use their own names. */
export const VAULT_LOGIN = "vault";

export interface VaultLoginProps {
  /** Of the VaultAuth. Default: the one name that it has wherever a namespace has one owner. */
  readonly name?: string;
  /** Default: the namespace of the chart. */
  readonly namespace?: string;
  /** Vault's Kubernetes-auth role, and the service account of this namespace that it is bound to. */
  readonly role: string;
}

/**
 * The right to read from Vault: the operator logs in as a service account of this namespace.
 *
 * The operator asks for a token with audience `vault` by itself; no pod ever mounts one.
 */
export class VaultLogin extends Construct {
  constructor(scope: Construct, id: string, { name = VAULT_LOGIN, namespace, role }: VaultLoginProps) {
    super(scope, id);
    new VaultAuth(this, "auth", {
      metadata: { name, ...(namespace !== undefined && { namespace }) },
      spec: {
        method: "kubernetes",
        mount: VAULT_MOUNTS.kubernetes,
        vaultConnectionRef: `${VAULT_CONNECTION.namespace}/${VAULT_CONNECTION.name}`,
        kubernetes: { role, serviceAccount: role, audiences: ["vault"] },
      },
    });
  }
}
