import { declaredSecrets } from "../../../secrets/declared-secrets.ts";
import { serviceThing, unitThing } from "../things.ts";
import type { Cause } from "./reliance.ts";

/** Who asks Gitea who people are: whoever is an application there. */
export const signIn: Cause = lab => {
  const asking = declaredSecrets(lab).filter(({ keys = {} }) =>
    Object.values(keys).some(({ from }) => from === "gitea-application"),
  );
  return [...new Set(asking.map(({ unit }) => unit.name))].map(name => ({
    who: unitThing(name),
    on: serviceThing("Gitea"),
    effect: "limited",
    reason: "nobody signs in by Gitea's account",
  }));
};
