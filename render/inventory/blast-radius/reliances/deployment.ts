import { serviceThing, unitThing } from "../things.ts";
import type { Cause } from "./reliance.ts";

const GITEA = serviceThing("Gitea");
const ARGOCD = unitThing("argocd");
const IMAGE_UPDATER = unitThing("argocd-image-updater");
const SITE = unitThing("site");
const RUNNERS = serviceThing("Runners of Gitea Actions");

/** By which way a change comes into the cluster, and onto its pages. What runs goes on without any of it. */
export const deployment: Cause = ({ units }) => [
  {
    who: ARGOCD,
    on: GITEA,
    effect: "limited",
    reason: "it reads nothing new from Gitea: what runs goes on, and is healed",
  },
  { who: IMAGE_UPDATER, on: GITEA, effect: "limited", reason: "it finds no newer image" },
  { who: SITE, on: GITEA, effect: "limited", reason: "it shows the pages that it has, and gets no newer ones" },
  { who: RUNNERS, on: GITEA, effect: "stops", reason: "its jobs come from Gitea" },
  ...units
    .filter(({ name, class: kind }) => kind !== "crds" && name !== "argocd")
    .map(({ name }) => ({
      who: unitThing(name),
      on: ARGOCD,
      effect: "limited" as const,
      reason: "it goes on as it is: nothing is deployed or healed",
    })),
];
