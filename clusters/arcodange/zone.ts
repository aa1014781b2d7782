import type { Zone } from "../lab.ts";
import learned from "./learned.json" with { type: "json" };

/**
 * The public zone: registered at OVH, served by Cloudflare, reached through its tunnel, mail by Zoho.
 *
 * Tunnel, site key and name servers are public facts that exist only after the first apply: `lab facts pull` writes them
 * into `learned.json`. The DKIM value and the proof for Zoho are copied here from its console. Until then what depends on
 * them is left out and reported.
 */
export const zone = {
  name: "arcodange.fr",
  registrar: "ovh",
  dns: "cloudflare",
  acmeDomain: "arcodange.duckdns.org",
  acmeEmail: "admin@arcodange.fr",
  mail: {
    provider: "zoho",
    mx: [
      { host: "mx.zoho.eu", preference: 10 },
      { host: "mx2.zoho.eu", preference: 20 },
      { host: "mx3.zoho.eu", preference: 50 },
    ],
    spfIncludes: ["zohomail.eu"],
    dkim: { selector: "zmail" },
    dmarc: { policy: "quarantine", reports: "admin@arcodange.fr" },
    bimi: { logo: "https://arcodange.fr/logo.svg" },
    aliases: { postmaster: "admin", abuse: "admin", contact: "admin" },
  },
  ...learned.zone,
} as const satisfies Zone;
