import { TOOLS_NAMESPACE } from "../../../platform/components/foundation/namespaces.ts";
import { attempt } from "../attempt.ts";
import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { SyncedSecretState } from "../snapshot.ts";
import { isVaultOpen } from "./vault.ts";

const OPERATOR = {
  kind: "restart-workload",
  namespace: TOOLS_NAMESPACE,
  workload: "deployment/vault-secrets-operator",
} as const;

/** The operator tries again ever more seldom; a restart makes it try at once. */
export const secretsOperator: Link = {
  name: "Vault Secrets Operator",
  promise: "The Vault Secrets Operator has read what it brings.",
  waitsFor: "Vault; what was read before is still there",
  judge: (snapshot, memory) =>
    (snapshot.cluster?.syncedSecrets ?? [])
      .filter(({ isReady }) => !isReady)
      .map(
        (secret): Finding => ({
          subject: `${secret.kind} ${secret.namespace}/${secret.name}`,
          problem: secret.message || "it was not read yet",
          next: isVaultOpen(snapshot)
            ? unread(secret, memory)
            : { wait: "for Vault; what was read before is still there" },
        }),
      ),
};

function unread({ kind, namespace, name, message }: SyncedSecretState, memory: Recollection): Next {
  const subject = `${kind} ${namespace}/${name}`;
  if (!memory.hasLasted(subject, memory.patience.othersSeconds)) return { wait: "for the operator's next try" };
  const says = `Vault is open, and ${subject} is still not read: ${message}. "npx lab secrets list" says what is missing`;
  return attempt(OPERATOR, "it waits long before it tries again", memory, {
    ask: { id: "secret-refused", about: `${namespace}/${name}`, says },
  });
}
