import type { Fault } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import { isDomain, isLabel } from "../../clusters/names.ts";
import { type DnsRecord, type Origin, dnsRecords as recordsOf } from "../../platform/tofu/cloudflare/dns-records.ts";
import { zoneLeftOut } from "../../platform/tofu/cloudflare/left-out.ts";
import { STRING_BYTES, txtStrings } from "../../platform/tofu/cloudflare/txt-content.ts";
import { stackLab } from "../tofu/stack-files.ts";
import { clusterFinding } from "./findings/cluster-finding.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { objectsOfKind } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";
import { alternatives } from "./semantics/router-rule.ts";

/**
 * The records of the public zone fit together: DNS takes them, mail is delivered and believed, and each public host leads
 * to a route of its own. What is left out of them until a fact is known is said.
 */
export const dnsRecords: Rule = {
  name: "dns-records",
  check(lab) {
    const { zone } = lab.cluster;
    if (zone === undefined) return [];
    const records = recordsOf(lab.cluster, stackLab(lab).declared);
    const faults = [...recordFaults(records, zone.name), ...leadingNowhere(records, lab)];
    return [...faults.map(fault => toFinding(lab, fault)), ...unknownFacts(lab)];
  },
};

/** What is wrong with a record. */
interface RecordFault {
  readonly record: Pick<DnsRecord, "key" | "origin">;
  readonly problem: string;
  readonly remedy: string;
}

/** What is wrong with records of a zone, by themselves and side by side. */
export function recordFaults(records: readonly DnsRecord[], zone: string): RecordFault[] {
  const rules = [
    illegalName,
    illegalContent,
    repeated,
    besideAlias,
    secondSpf,
    disorderedServer,
    aliasServer,
    unenforced,
  ];
  const sides = [...Map.groupBy(records, ({ name }) => name).values()].flatMap(namesakes =>
    namesakes.map((record, index) => [record, { records, earlier: namesakes.slice(0, index), zone }] as const),
  );
  return rules.flatMap(rule =>
    sides.flatMap(([record, others]) => {
      const fault = rule(record, others);
      return fault === undefined ? [] : [{ record, ...fault }];
    }),
  );
}

interface Others {
  readonly records: readonly DnsRecord[];
  /** Of the same name, and declared before. */
  readonly earlier: readonly DnsRecord[];
  readonly zone: string;
}

type RecordRule = (record: DnsRecord, others: Others) => Pick<Fault, "problem" | "remedy"> | undefined;

/** Names that are not of hosts may begin with an underscore: https://www.rfc-editor.org/rfc/rfc8552 */
const illegalName: RecordRule = ({ name }, { zone }) => {
  const isInZone = name === zone || name.endsWith(`.${zone}`);
  const isLegal = name.length <= 253 && name.split(".").every(label => isLabel(label.replace(/^_/, "")));
  if (isInZone && isLegal) return undefined;
  return { problem: `"${name}" is no name in the zone "${zone}"`, remedy: `write one such as "www.${zone}"` };
};

const illegalContent: RecordRule = ({ type, content }) => {
  if (content === undefined) return undefined;
  if (type !== "TXT") {
    if (isDomain(content)) return undefined;
    return { problem: `"${content}" is not a domain name`, remedy: 'write one such as "mx.zoho.eu"' };
  }
  const strings = txtStrings(content);
  if (strings === undefined) {
    return { problem: `${inQuotes(content)} is not made of strings in quotes`, remedy: "let txtContent() write it" };
  }
  const longest = Math.max(...strings.map(({ length }) => length));
  if (longest <= STRING_BYTES) return undefined;
  const problem = `a string of "${longest}" bytes is longer than the ${STRING_BYTES} that DNS takes`;
  return { problem, remedy: "let txtContent() split it" };
};

const repeated: RecordRule = (record, { earlier }) => {
  const twin = earlier.find(other => other.key === record.key || sameRecord(other, record));
  if (twin === undefined) return undefined;
  return { problem: `"${record.key}" is declared twice`, remedy: `remove it here, or ${placeOf(twin.origin)}` };
};

function sameRecord(one: DnsRecord, other: DnsRecord): boolean {
  return one.type === other.type && one.content === other.content;
}

/** RFC 1034, section 3.6.2. Not so the zone itself, for which Cloudflare answers with what the CNAME leads to. */
const besideAlias: RecordRule = (record, { earlier, zone }) => {
  if (record.name === zone) return undefined;
  const neighbour = earlier.find(other => other.key !== record.key && [other.type, record.type].includes("CNAME"));
  if (neighbour === undefined) return undefined;
  const problem = `"${record.key}" stands beside "${neighbour.key}", and a CNAME must be alone at its name`;
  return { problem, remedy: `take another name here, or ${placeOf(neighbour.origin)}` };
};

/** Receivers give up on two: https://www.rfc-editor.org/rfc/rfc7208#section-3.2 */
const secondSpf: RecordRule = (record, { earlier }) => {
  const first = earlier.find(isSpf);
  if (!isSpf(record) || first === undefined) return undefined;
  return {
    problem: `"${record.name}" has an SPF record already`,
    remedy: `make one of it and ${placeOf(first.origin)}`,
  };
};

function isSpf(record: DnsRecord): boolean {
  return /^v=spf1( |$)/.test(textOf(record));
}

/** Equal ones would share the load, and what is meant here is an order. */
const disorderedServer: RecordRule = (record, { earlier }) => {
  if (record.type !== "MX") return undefined;
  const before = earlier.findLast(({ type }) => type === "MX");
  if (before === undefined || Number(record.priority) > Number(before.priority)) return undefined;
  const problem = `preference "${record.priority}" is not above "${before.priority}", that of the server before it`;
  return { problem, remedy: `write one such as "${Number(before.priority) + 10}", or another order` };
};

/** https://www.rfc-editor.org/rfc/rfc2181#section-10.3 */
const aliasServer: RecordRule = ({ type, content }, { records }) => {
  if (type !== "MX") return undefined;
  const alias = records.find(other => other.type === "CNAME" && other.name === content);
  if (alias === undefined) return undefined;
  const problem = `mail server "${content}" is a CNAME, declared by ${placeOf(alias.origin)}`;
  return { problem, remedy: "name a server that has an address" };
};

/** Receivers show a BIMI logo only where DMARC is enforced, of all mail: https://bimigroup.org/implementation-guide/ */
const unenforced: RecordRule = (record, { records }) => {
  const domain = /^default\._bimi\.(.+)$/.exec(record.name)?.[1];
  if (domain === undefined) return undefined;
  const dmarc = records.find(({ type, name }) => type === "TXT" && name === `_dmarc.${domain}`);
  const tags = new Map(
    dmarc === undefined
      ? []
      : textOf(dmarc)
          .split(/\s*;\s*/)
          .map(tag => tag.split("=") as [string, string]),
  );
  const policy = tags.get("p") ?? "none";
  if (policy !== "none" && (tags.get("pct") ?? "100") === "100") return undefined;
  const problem = `a BIMI logo needs DMARC to be enforced, and its policy is "${policy}"`;
  return { problem, remedy: 'set zone.mail.dmarc.policy to "quarantine" or "reject", or leave bimi out' };
};

/** What the strings of a TXT record say together; empty for other records. */
function textOf({ type, content = "" }: DnsRecord): string {
  return type === "TXT" ? Buffer.concat(txtStrings(content) ?? []).toString() : "";
}

/** Public hosts without a route behind the tunnel, and routes there whose host nobody can find. */
function leadingNowhere(records: readonly DnsRecord[], lab: Lab): RecordFault[] {
  const routed = tunnelRoutes(lab);
  const found = new Set(records.flatMap(({ type, name }) => (type === "CNAME" ? [name] : [])));
  const unroutable = new Set(lab.units.flatMap(({ instance }) => (instance?.image === "" ? instance.publicHosts : [])));
  return [
    ...records
      .filter(({ content, name }) => content === undefined && !routed.has(name) && !unroutable.has(name))
      .map(record => ({
        record,
        problem: `"${record.name}" leads into the tunnel, where no route takes it`,
        remedy: "route it, as WebApp and StaticSite do, or remove the name",
      })),
    ...[...routed]
      .filter(([host]) => !found.has(host))
      .map(([host, file]) => ({
        record: { key: `CNAME ${host}`, origin: { field: "publicNames", file } },
        problem: `"${host}" is routed behind the tunnel, and no record leads there`,
        remedy: "add its label",
      })),
  ];
}

/** Hosts that are asked for at Traefik's entry point for the tunnel, with the file of the unit that routes each. */
function tunnelRoutes(lab: Lab): Map<string, string> {
  const hosts = objectsOfKind(lab, "IngressRoute").flatMap(({ unit, object }) => {
    const { entryPoints = [], routes = [] } = (object.spec ?? {}) as RouteSpec;
    if (!entryPoints.includes("tunnel")) return [];
    const named = routes.flatMap(({ match = "" }) => alternatives(match)?.flatMap(({ hosts }) => hosts) ?? []);
    return named.map(host => [host, unit.file] as const);
  });
  return new Map(hosts);
}

interface RouteSpec {
  readonly entryPoints?: readonly string[];
  readonly routes?: readonly { readonly match?: string }[];
}

function placeOf({ field, file }: Origin): string {
  return `${field} in ${file}`;
}

function toFinding({ cluster }: Lab, { record, problem, remedy }: RecordFault): Finding {
  const { field, file } = record.origin;
  return { ...clusterFinding(dnsRecords.name, cluster, { field, problem, remedy }), file };
}

/** Values that others make, and what waits for them. */
function unknownFacts({ cluster }: Lab): Finding[] {
  return zoneLeftOut(cluster).map(absence => ({
    ...clusterFinding(dnsRecords.name, cluster, absence),
    level: "note",
  }));
}
