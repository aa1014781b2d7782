import type { Zone } from "../lab.ts";

/**
 * The public zone: registered at OVH, served by Cloudflare, reached through its tunnel, mail by Zoho.
 *
 * Tunnel, site key and the DKIM value are public facts that exist only after the first apply; until they are written
 * here, what depends on them is left out and reported.
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
} as const satisfies Zone;
