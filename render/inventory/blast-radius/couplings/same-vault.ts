import { objectsOfKind } from "../../../checks/lab/objects-by-kind.ts";
import { unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameVault: Coupling = {
  name: "same-vault",
  title: "The same Vault",
  explanation:
    "One Vault and one operator bring secrets to all. Whoever asks it without end, or makes users of databases by the " +
    "thousand, makes the others wait; the operator itself can read what any of them can.",
  remedy: "Nothing has to be done: what pods have goes on when Vault is away.",
  find: lab => {
    const logins = objectsOfKind(lab, "VaultAuth").map(({ unit }) => unitThing(unit.name));
    return sharedBy("Vault and its operator", logins, [
      "a policy for each: it reads what is its own",
      `what they have goes on for ${lab.cluster.vault.sealedToleranceDays} days`,
    ]);
  },
};
