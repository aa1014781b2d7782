import { VAULT } from "../../../platform/components/vault/api.ts";
import { attempt } from "../attempt.ts";
import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { Snapshot } from "../snapshot.ts";

/** Who opens Vault is a fact of the cluster: a timer and a cloud get some time for it, then the key is asked for. */
export const vault: Link = {
  name: "Vault",
  promise: "Vault is open.",
  waitsFor: "its pod, then whoever unseals it by itself",
  judge(snapshot, memory): Finding[] {
    const { vault: state, cluster } = snapshot;
    if (cluster === undefined || state.state === "unsealed") return [];
    const subject = "Vault";
    if (state.state === "unknown") {
      return [{ subject, problem: `it does not answer: ${state.reason}`, next: { wait: "for its pod" } }];
    }
    if (state.state === "not-initialised") {
      const says =
        'Vault is empty, as on its first day. If it was in use, its volume is not the right one: touch nothing and look at that. Else "npx lab up" initialises it';
      return [
        {
          subject,
          problem: "it was never initialised",
          next: { ask: { id: "vault-not-initialised", about: VAULT.name, says } },
        },
      ];
    }
    return [{ subject, problem: "it is sealed", next: sealed(subject, memory) }];
  },
};

function sealed(subject: string, memory: Recollection): Next {
  if (!memory.hasLasted(subject, memory.patience.othersSeconds)) return { wait: "for who unseals it by itself" };
  const says = "Vault is sealed, and nobody has opened it";
  return attempt({ kind: "unseal-vault" }, "nobody else has done it", memory, {
    ask: { id: "unseal-key", about: VAULT.name, says },
  });
}

/** Whether what needs Vault can be judged. */
export function isVaultOpen({ vault: { state } }: Snapshot): boolean {
  return state === "unsealed";
}
