import type { Cluster, Mail, Zone } from "../../../clusters/lab.ts";
import type { Declared } from "../../declared.ts";
import { appFile, factsFile } from "../../naming.ts";
import { txtContent } from "./txt-content.ts";

/** One record of the zone. */
export interface DnsRecord {
  /**
   * Its name in the state: type and name, and where several may share both, what tells this one from the others. It says
   * nothing of the content, so that a new value changes the record in place, and a new record moves no other.
   */
  readonly key: string;
  readonly type: "CNAME" | "MX" | "TXT";
  /** In full: `www.example.org`. */
  readonly name: string;
  /** As Cloudflare takes it; absent: the tunnel, whose identifier the stack knows. */
  readonly content?: string;
  /** Of a mail server, lowest first tried. */
  readonly priority?: number;
  readonly origin: Origin;
}

/** Where a record is declared. */
export interface Origin {
  readonly field: string;
  readonly file: string;
}

/**
 * Every record of a cluster's zone: its public hosts, its mail, and where Let's Encrypt looks. None without a zone. Pure.
 *
 * Aliases of mailboxes are no records: Zoho keeps them itself. Cloudflare's Email Routing would do so too, but only with
 * MX records of its own, which would take the mail away from Zoho.
 */
export function dnsRecords(cluster: Cluster, { instances }: Declared): DnsRecord[] {
  const { name, zone } = cluster;
  if (zone === undefined) return [];
  const fact = (field: string): Origin => ({ field, file: factsFile(name) });
  const hosts = instances.flatMap(({ app, publicHosts }) =>
    publicHosts.map(host => publicHost(host, { field: "publicNames", file: appFile(app) })),
  );
  return [...hosts, challenge(zone, fact), ...(zone.mail === undefined ? [] : mailRecords(zone.name, zone.mail, fact))];
}

/** The zone itself is a CNAME too: Cloudflare answers with what it leads to, so that other records may stand beside it. */
function publicHost(name: string, origin: Origin): DnsRecord {
  return { key: `CNAME ${name}`, type: "CNAME", name, origin };
}

type Fact = (field: string) => Origin;

/** One certificate holds the zone and every name below it, and both are validated at this name. */
function challenge({ name: zone, acmeDomain }: Zone, fact: Fact): DnsRecord {
  const name = `_acme-challenge.${zone}`;
  return { key: `CNAME ${name}`, type: "CNAME", name, content: acmeDomain, origin: fact("zone.acmeDomain") };
}

function mailRecords(zone: string, mail: Mail, fact: Fact): DnsRecord[] {
  const { mx, verification, dkim } = mail;
  return [
    ...mx.map(({ host, preference }, index) => ({
      key: `MX ${zone} ${host}`,
      type: "MX" as const,
      name: zone,
      content: host,
      priority: preference,
      origin: fact(`zone.mail.mx[${index}]`),
    })),
    text(zone, spfValue(mail), fact("zone.mail.spfIncludes"), "spf"),
    ...(verification === undefined ? [] : [text(zone, verification, fact("zone.mail.verification"), "verification")]),
    ...(dkim.value === undefined
      ? []
      : [text(`${dkim.selector}._domainkey.${zone}`, dkim.value, fact("zone.mail.dkim.value"))]),
    text(`_dmarc.${zone}`, dmarcValue(mail), fact("zone.mail.dmarc")),
    ...(mail.bimi === undefined ? [] : [text(`default._bimi.${zone}`, bimiValue(mail.bimi), fact("zone.mail.bimi"))]),
  ];
}

function text(name: string, value: string, origin: Origin, purpose?: string): DnsRecord {
  const key = ["TXT", name, ...(purpose === undefined ? [] : [purpose])].join(" ");
  return { key, type: "TXT", name, content: txtContent(value), origin };
}

/** Whoever else sends fails softly: DMARC says what becomes of it. https://www.rfc-editor.org/rfc/rfc7208 */
function spfValue({ spfIncludes }: Mail): string {
  return ["v=spf1", ...spfIncludes.map(domain => `include:${domain}`), "~all"].join(" ");
}

/** https://www.rfc-editor.org/rfc/rfc7489#section-6.3 */
function dmarcValue({ dmarc }: Mail): string {
  return `v=DMARC1; p=${dmarc.policy}; rua=mailto:${dmarc.reports}`;
}

/** https://bimigroup.org/implementation-guide/ */
function bimiValue({ logo, certificate }: NonNullable<Mail["bimi"]>): string {
  return `v=BIMI1; l=${logo};${certificate === undefined ? "" : ` a=${certificate};`}`;
}
