import { type DnsRecord, dnsRecords } from "../../../platform/tofu/cloudflare/dns-records.ts";
import { txtStrings } from "../../../platform/tofu/cloudflare/txt-content.ts";
import type { Lab } from "../../checks/rule.ts";
import { stackLab } from "../../tofu/stack-files.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** A record of the public zone, with what it says and what it is for. */
export interface ToldRecord extends DnsRecord {
  /** As somebody who asks gets it: the strings of a TXT record joined, the preference before a mail server. */
  readonly value: string;
  readonly purpose: string;
  /** Whether it is about mail. */
  readonly isMail: boolean;
}

/** Every record of a lab's zone; none without one. */
export const recordsOf = oncePerLab((lab: Lab): readonly ToldRecord[] =>
  dnsRecords(lab.cluster, stackLab(lab).declared).map(record => ({
    ...record,
    value: contentInWords(record),
    purpose: purposeOf(record),
    isMail: record.origin.field.startsWith("zone.mail."),
  })),
);

function contentInWords({ type, content, priority }: DnsRecord): string {
  if (content === undefined) return "the tunnel";
  if (type === "TXT") return Buffer.concat(txtStrings(content) ?? []).toString();
  return priority === undefined ? content : `${priority} ${content}`;
}

/** By the fact that a record says. */
const PURPOSES: Readonly<Record<string, string>> = {
  publicNames: "leads visitors to Cloudflare, and from there through the tunnel",
  "zone.acmeDomain": "Let's Encrypt looks here before it signs, and is led to DuckDNS",
  "zone.mail.mx": "takes mail for the zone; the lowest number is tried first",
  "zone.mail.spfIncludes": "SPF: whose servers may send mail of the zone",
  "zone.mail.verification": "shows the mail provider that the zone is ours",
  "zone.mail.dkim.value": "DKIM: the key that checks the signature on mail",
  "zone.mail.dmarc": "DMARC: what receivers do with mail that fails SPF and DKIM, and who is told",
  "zone.mail.bimi": "BIMI: the logo that receivers may show beside mail",
};

function purposeOf({ origin: { field } }: DnsRecord): string {
  return PURPOSES[field.replace(/\[\d+\]$/, "")] ?? "";
}
