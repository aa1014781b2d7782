import { type Fault, quote } from "./fault.ts";
import type { Cluster, Mail, Zone } from "./lab.ts";
import { domainName, email, isEmail, isLocalPart, label } from "./names.ts";
import { wholeNumber } from "./quantity.ts";

/**
 * The public zone and what its records are made of, each fact by itself; nothing to say without one. What the records
 * must be together is `render/checks/dns-records.ts`.
 */
export function checkZone({ name, zone }: Cluster): Fault[] {
  if (zone === undefined) return [];
  return [
    ...domainName("zone.name", zone.name, "example.org"),
    ...dynamicName("zone.acmeDomain", zone.acmeDomain, `${name}.duckdns.org`),
    ...email("zone.acmeEmail", zone.acmeEmail, `admin@${zone.name}`),
    ...identifiers(zone),
    ...(zone.nameServers === undefined ? [] : nameServers(zone.nameServers)),
    ...(zone.mail === undefined ? [] : mail(zone.mail, zone.name)),
  ];
}

function mail({ mx, verification, spfIncludes, dkim, dmarc, bimi, aliases }: Mail, zone: string): Fault[] {
  return [
    ...mailServers(mx),
    ...proof(verification),
    ...spf(spfIncludes),
    ...dkimKey(dkim),
    ...email("zone.mail.dmarc.reports", dmarc.reports, `admin@${zone}`),
    ...(bimi === undefined ? [] : logo(bimi, zone)),
    ...mailboxes(aliases),
    ...loops(aliases),
  ];
}

function dynamicName(field: string, value: string, example: string): Fault[] {
  const [fault] = domainName(field, value, example);
  if (fault !== undefined) return [fault];
  if (value.endsWith(".duckdns.org")) return [];
  return [
    { field, problem: `${quote(value)} is not under "duckdns.org"`, remedy: `write one such as ${quote(example)}` },
  ];
}

function identifiers({ tunnelId, turnstileSiteKey }: Zone): Fault[] {
  const faults: Fault[] = [];
  if (tunnelId !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(tunnelId)) {
    const remedy = "write the identifier that `lab tofu` prints, or leave it out until the tunnel is applied";
    faults.push({ field: "zone.tunnelId", problem: `${quote(tunnelId)} is not a UUID`, remedy });
  }
  if (turnstileSiteKey !== undefined && !/^[0-9]x[\w-]+$/.test(turnstileSiteKey)) {
    const remedy = 'write one such as "0x4AAAAAAAexample", or leave it out until the widget is applied';
    const problem = `${quote(turnstileSiteKey)} is not a Turnstile site key`;
    faults.push({ field: "zone.turnstileSiteKey", problem, remedy });
  }
  return faults;
}

/**
 * Two at least, or one that fails would take the zone with it; OVH takes eight at most.
 *
 * @see https://github.com/ovh/terraform-provider-ovh/blob/v2.19.0/docs/resources/domain_name_servers.md
 */
function nameServers(servers: readonly string[]): Fault[] {
  const field = "zone.nameServers";
  const distinct = new Set(servers).size;
  if (distinct < 2 || distinct > 8 || distinct < servers.length) {
    const problem = `${quote(servers.join(", "))} are not 2 to 8 different name servers`;
    return [{ field, problem, remedy: "write all that Cloudflare gives the zone, each once" }];
  }
  return servers.flatMap((server, index) => domainName(`${field}[${index}]`, server, "ada.ns.cloudflare.com"));
}

function mailServers(mx: Mail["mx"]): Fault[] {
  if (mx.length === 0) {
    const remedy = 'add one such as { host: "mx.zoho.eu", preference: 10 }';
    return [{ field: "zone.mail.mx", problem: "there is no mail server", remedy }];
  }
  return mx.flatMap(({ host, preference }, index) => [
    ...domainName(`zone.mail.mx[${index}].host`, host, "mx.zoho.eu"),
    ...wholeNumber(`zone.mail.mx[${index}].preference`, preference, { from: 0, to: 65535, example: 10 }), // RFC 5321
  ]);
}

function proof(verification: Mail["verification"]): Fault[] {
  if (verification === undefined || /^zoho-verification=\S+$/.test(verification)) return [];
  const problem = `${quote(verification)} does not begin with "zoho-verification="`;
  const remedy = "write the TXT value as Zoho shows it, or leave it out until then";
  return [{ field: "zone.mail.verification", problem, remedy }];
}

/** At most ten lookups in one record, RFC 7208, section 4.6.4; what an include looks up in turn is not known here. */
function spf(includes: readonly string[]): Fault[] {
  const field = "zone.mail.spfIncludes";
  if (includes.length === 0) {
    return [{ field, problem: "no server may send", remedy: 'add the provider\'s domain, such as "zohomail.eu"' }];
  }
  if (includes.length > 10) {
    const problem = `"${includes.length}" includes are as many lookups, and receivers stop at 10`;
    return [{ field, problem, remedy: "leave 10 or less" }];
  }
  return includes.flatMap((domain, index) => domainName(`${field}[${index}]`, domain, "zohomail.eu"));
}

function dkimKey({ selector, value }: Mail["dkim"]): Fault[] {
  const faults = label("zone.mail.dkim.selector", selector, "zmail");
  if (value === undefined || /(^|;)\s*p=[A-Za-z0-9+/=\s]+/.test(value)) return faults;
  const problem = `${quote(value)} has no public key "p="`;
  const remedy = 'write the TXT value as the provider shows it, such as "v=DKIM1; k=rsa; p=MIGf..."';
  return [...faults, { field: "zone.mail.dkim.value", problem, remedy }];
}

function logo({ logo, certificate }: NonNullable<Mail["bimi"]>, zone: string): Fault[] {
  return [
    ...httpsFile("zone.mail.bimi.logo", logo, `https://${zone}/logo.svg`),
    ...(certificate === undefined
      ? []
      : httpsFile("zone.mail.bimi.certificate", certificate, `https://${zone}/logo.pem`)),
  ];
}

/** The fault of an address that is not `https` or ends otherwise than the example. */
function httpsFile(field: string, value: string, example: string): Fault[] {
  const ending = example.slice(example.lastIndexOf("."));
  if (/^https:\/\/\S+$/.test(value) && URL.canParse(value) && value.endsWith(ending)) return [];
  const problem = `${quote(value)} is not an https address that ends in "${ending}"`;
  return [{ field, problem, remedy: `write one such as ${quote(example)}` }];
}

function mailboxes(aliases: Mail["aliases"]): Fault[] {
  return Object.entries(aliases).flatMap(([alias, target]) => {
    const field = `zone.mail.aliases.${alias}`;
    const wrong = !isLocalPart(alias) ? alias : isLocalPart(target) || isEmail(target) ? undefined : target;
    if (wrong === undefined) return [];
    const problem = `${quote(wrong)} is not the local part of a mail address`;
    return [{ field, problem, remedy: 'write one such as "admin"' }];
  });
}

/** Aliases that lead back to themselves; one fault for each circle, at its first member. */
function loops(aliases: Mail["aliases"]): Fault[] {
  return Object.keys(aliases).flatMap(alias => {
    const path = follow(aliases, alias);
    if (path.at(-1) !== alias || path.some(member => member < alias)) return [];
    const problem = `${path.map(quote).join(" -> ")} never reaches a mailbox`;
    return [
      { field: `zone.mail.aliases.${alias}`, problem, remedy: "let one of them deliver to a mailbox that is no alias" },
    ];
  });
}

/** From one alias to a mailbox, or to the first name that comes twice. */
function follow(aliases: Mail["aliases"], alias: string): string[] {
  const targets = new Map(Object.entries(aliases)); // not the object: a mailbox may be called "constructor"
  const path = [alias];
  for (let target = targets.get(alias); target !== undefined; target = targets.get(target)) {
    const isKnown = path.includes(target);
    path.push(target);
    if (isKnown) break;
  }
  return path;
}
