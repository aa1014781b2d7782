import type { Vault as VaultFacts } from "../../../../clusters/lab.ts";
import { restoreCommand } from "../../storage/restore-command.ts";
import { unitThing } from "../things.ts";
import type { Care } from "./care.ts";

/** Who opens it after a start. */
const OPENED: Readonly<Record<VaultFacts["unseal"], (timer: string) => string>> = {
  timer: node =>
    `The timer on ${node} opens it within a minute: \`journalctl --unit lab-vault-unseal\` there says why not.`,
  kms: () => "It opens itself by a key of the cloud, which it reaches by the home line.",
  hand: () => "After every start a person has to open it.",
};

export const vault: Care = {
  things: () => [unitThing("vault")],
  bearable: ({ cluster: { vault: facts } }) =>
    `for ${facts.sealedToleranceDays} days: pods have their secrets, also after a restart, and users of databases live as ` +
    "long. Nobody reads or writes a secret meanwhile, and workflows do not log in.",
  alerts: ["VaultSealed", "VaultDown", "VaultLoginInvalid"],
  remedies: ({ cluster }) => [
    OPENED[cluster.vault.unseal](cluster.gitea.node),
    "By hand: `kubectl -n tools exec -it vault-0 -- vault operator unseal`. `npx lab recover` does that too.",
    `Its data are lost: \`${restoreCommand(cluster, "vault")}\`; it opens with the key of that time.`,
  ],
  runbooks: ["locked-out"],
};
