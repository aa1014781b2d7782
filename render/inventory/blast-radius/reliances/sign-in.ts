import { needsOf } from "../../../secrets/needs.ts";
import { serviceThing, unitThing } from "../things.ts";
import type { Cause } from "./reliance.ts";

/** Who asks Gitea who people are: whoever is an application there, which has the name of its component. */
export const signIn: Cause = lab => {
  const origins = needsOf(lab).flatMap(({ keys = {} }) => Object.values(keys));
  const applications = origins.flatMap(origin => (origin.from === "gitea-application" ? origin.application : []));
  return [...new Set(applications)].map(name => ({
    who: unitThing(name),
    on: serviceThing("Gitea"),
    effect: "limited",
    reason: "nobody signs in by Gitea's account",
  }));
};
