import { CERTIFICATE_DAYS } from "../../../../platform/hosts/certificate-run.ts";
import { serviceThing, unitThing } from "../things.ts";
import type { Cause } from "./reliance.ts";

const STEP_CA = serviceThing("Step-CA");

/** Who gets certificates from Step-CA, and what it needs to sign them. Both renew theirs when a third is left. */
export const certificates: Cause = () => [
  ...[unitThing("traefik"), serviceThing("Gitea")].map(who => ({
    who,
    on: STEP_CA,
    effect: "limited" as const,
    reason: `its certificates of Step-CA go on for ${CERTIFICATE_DAYS / 3} days at least, and no new one is made`,
  })),
  { who: STEP_CA, on: serviceThing("Pi-hole"), effect: "limited", reason: "it cannot look up a name to sign for it" },
];
