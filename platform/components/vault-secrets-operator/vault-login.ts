import { Construct } from "constructs";
import { VAULT_CONNECTION, VAULT_MOUNTS, VaultAuth } from "./api.ts";

/** Name of the VaultAuth in every namespace that has one. */
export const VAULT_LOGIN = "vault";

export interface VaultLoginProps {
  /** Vault's Kubernetes-auth role, and the service account of this namespace that it is bound to. */
  readonly name: string;
}

/**
 * The right to read from Vault: the operator logs in as a service account of this namespace.
 *
 * The operator asks for a token with audience `vault` by itself; no pod ever mounts one.
 */
export class VaultLogin extends Construct {
  constructor(scope: Construct, id: string, { name }: VaultLoginProps) {
    super(scope, id);
    new VaultAuth(this, "auth", {
      metadata: { name: VAULT_LOGIN },
      spec: {
        method: "kubernetes",
        mount: VAULT_MOUNTS.kubernetes,
        vaultConnectionRef: `${VAULT_CONNECTION.namespace}/${VAULT_CONNECTION.name}`,
        kubernetes: { role: name, serviceAccount: name, audiences: ["vault"] },
      },
    });
  }
}
