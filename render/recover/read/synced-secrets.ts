import type { SyncedSecretState } from "../snapshot.ts";
import { type Condition, conditionOf, type KubeItem, ofKind } from "./objects.ts";

interface SecretStatus {
  readonly conditions?: readonly Condition[];
  /** What it needs to know of a secret that it has read: all there was to see before 1.3. */
  readonly secretMAC?: string;
  readonly secretLease?: { readonly id?: string };
}

/** @see https://github.com/hashicorp/vault-secrets-operator/blob/v1.4.1/controllers/common.go */
export function readSyncedSecrets(items: readonly KubeItem[]): SyncedSecretState[] {
  return ["VaultStaticSecret", "VaultDynamicSecret"].flatMap(kind =>
    ofKind<unknown, SecretStatus>(items, "secrets.hashicorp.com", kind).map(({ metadata, status }) => {
      const ready = conditionOf(status, "Ready");
      const { name, namespace = "", generation } = metadata;
      const isOld = ready?.observedGeneration !== undefined && ready.observedGeneration !== generation;
      return {
        kind,
        namespace,
        name,
        isReady:
          ready === undefined
            ? Boolean(status?.secretMAC || status?.secretLease?.id)
            : ready.status === "True" && !isOld,
        message: ready?.message ?? "",
      };
    }),
  );
}
