import { BACKUP_PASSPHRASE } from "../../../platform/hosts/parts/backup.ts";
import { serverOf } from "../../../platform/hosts/server-of.ts";
import { repository } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";
import { type SecretHolder, secretHoldersIn, secretHoldersOf } from "../../inventory/secrets/secret-holders.ts";
import { ADMINISTRATORS, readersAt } from "../../inventory/secrets/secret-readers.ts";
import { code, list } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { ownerLink } from "../words/owner-link.ts";
import { readerWords } from "../words/reader-words.ts";

/** Who can read every secret, or all of a namespace, whatever stands in the matrix. */
export const secretHolders: TextPart = {
  name: "secret-holders",
  tell(lab) {
    const { gitea } = lab.cluster;
    const server = serverOf(lab.cluster).name;
    const holders = secretHoldersOf(lab);
    return list([
      `In Vault: owners of the organisation ${code(gitea.organisation)} on Gitea, who sign in with their account and get the policy ${code(ADMINISTRATORS)}, which allows everything; and whoever has the root token of the first day.`,
      ...opener(lab),
      ...copier(lab),
      `In the cluster: its administrators, that is whoever is root on ${server} or has its kubeconfig.`,
      `By a change: whoever may merge into ${code(repository(gitea.organisation, gitea.repository))}; Argo CD starts the pods that stand there.`,
      `In the backups: whoever may read the bucket and has ${code(BACKUP_PASSPHRASE)}. That of k3s holds every Secret.`,
      `In every namespace, by their rights in Kubernetes: ${accounts(lab, secretHoldersIn(lab))}.`,
      ...inNamespaces(lab, holders),
    ]);
  },
};

/** A host that opens Vault by itself has the key. */
function opener({ cluster: { vault, gitea } }: Lab): string[] {
  return vault.unseal === "timer" ? [`Whoever is root on ${gitea.node}: the key that opens Vault lies there.`] : [];
}

/** Whoever takes the snapshots of Vault has all of it, and cannot open it. */
function copier(lab: Lab): string[] {
  const readers = readersAt(lab, "sys/storage/raft/snapshot").map(readerWords);
  return readers.length === 0 ? [] : [`All of Vault at once, but encrypted: ${readers.join(", ")}.`];
}

function inNamespaces(lab: Lab, holders: readonly SecretHolder[]): string[] {
  const byNamespace = Map.groupBy(holders, ({ namespace }) => namespace);
  return [...byNamespace].flatMap(([namespace, list]) =>
    namespace === undefined ? [] : `In ${code(namespace)} alone: ${accounts(lab, list)}.`,
  );
}

/** Service accounts with whose they are. */
export function accounts(lab: Lab, holders: readonly SecretHolder[]): string {
  return holders.map(({ account, owner }) => `${code(account)} of ${ownerLink(lab, owner)}`).join(", ");
}
