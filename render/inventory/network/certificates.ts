import { CERTIFICATE_DAYS } from "../../../platform/hosts/certificate-run.ts";
import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { type Route, routesOf } from "./routes.ts";

/** Certificates that one holder gets from one authority. */
export interface Certificates {
  /** Who shows them: `Traefik`. */
  readonly holder: string;
  readonly names: readonly string[];
  readonly authority: string;
  /** How the authority knows that the name is ours. */
  readonly proof: string;
  /** For how many days they run, and how many days before the end they are renewed; absent: the authority says. */
  readonly run?: { readonly days: number; readonly renewedBefore: number };
}

/** Both Gitea and Traefik renew when a third of the time is left. */
const INSIDE = { days: CERTIFICATE_DAYS, renewedBefore: CERTIFICATE_DAYS / 3 };

/** Every certificate that people and programs of a lab are shown, by who signs it. */
export const certificatesOf = oncePerLab((lab: Lab): readonly Certificates[] => {
  const { gitea } = lab.cluster;
  const routes = routesOf(lab).filter(({ host }) => host !== "");
  const inside = routes.filter(({ signer }) => signer === "step-ca");
  const outside = routes.filter(({ signer }) => signer === "letsencrypt");
  return [
    {
      ...{ holder: "Traefik", names: namesOf(inside), authority: "Step-CA", run: INSIDE },
      proof: "Step-CA connects to the name, as Pi-hole tells it",
    },
    {
      ...{ holder: "Gitea", names: [gitea.host], authority: "Step-CA", run: INSIDE },
      proof: "Step-CA connects to the name, whose address it knows by itself",
    },
    {
      ...{ holder: "Traefik", names: namesOf(outside), authority: "Let's Encrypt" },
      proof: "Traefik writes a TXT record at DuckDNS, to which the zone's `_acme-challenge` leads",
    },
  ].filter(({ names }) => names.length > 0);
});

/** Names on the certificates: a route may order one for more than its host. */
function namesOf(routes: readonly Route[]): string[] {
  return [...new Set(routes.flatMap(({ host, signedNames }) => (signedNames.length > 0 ? signedNames : [host])))];
}
