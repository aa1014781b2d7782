import { expect, test } from "vitest";
import type { Zone } from "../../clusters/lab.ts";
import { type DnsRecord, dnsRecords as recordsOf } from "../../platform/tofu/cloudflare/dns-records.ts";
import { txtContent } from "../../platform/tofu/cloudflare/txt-content.ts";
import { declaredLab, withEdit } from "../testing/declared-lab.ts";
import { stackLab } from "../tofu/stack-files.ts";
import { dnsRecords, recordFaults } from "./dns-records.ts";
import { edit } from "./edits/dns-records.ts";
import type { Lab, Rule } from "./rule.ts";

const lab = await declaredLab();
const records = recordsOf(lab.cluster, stackLab(lab).declared);
const zone = lab.cluster.zone as Zone;

const errors = async (lab: Lab, rule: Rule = dnsRecords) =>
  (await rule.check(lab)).filter(({ level }) => level === "error");

function withZone(changes: Partial<Zone>): Lab {
  return { ...lab, cluster: { ...lab.cluster, zone: { ...zone, ...changes } } };
}

function record(type: DnsRecord["type"], name: string, content: string, priority?: number): DnsRecord {
  const key = `${type} ${name} ${content}`;
  const origin = { field: "zone", file: "zone.ts" };
  return { key, type, name, content, origin, ...(priority !== undefined && { priority }) };
}

/** What the rule says of the declared records with some more. */
const faultsWith = (...more: DnsRecord[]) =>
  recordFaults([...records, ...more], zone.name).map(({ problem, remedy }) => `${problem}, ${remedy}`);

test("dnsRecords finds nothing wrong with the declared zone, and says which facts it waits for", async () => {
  expect(await dnsRecords.check(lab)).toMatchObject([
    { level: "note", field: "zone.nameServers", file: "clusters/arcodange/index.ts" },
    { level: "note", field: "zone.mail.dkim.value" },
  ]);
  const dkim = { selector: "zmail", value: "v=DKIM1; k=rsa; p=MIGf" };
  const known = withZone({
    nameServers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
    mail: { ...(zone.mail as NonNullable<Zone["mail"]>), dkim },
  });
  expect(await dnsRecords.check(known)).toEqual([]);
});

test("dnsRecords has nothing to say of a cluster without a zone", async () => {
  const { zone: _, ...cluster } = lab.cluster;
  expect(await dnsRecords.check({ ...lab, cluster })).toEqual([]);
});

test("dnsRecords refuses a mail server that is a CNAME, and names both places", async () => {
  expect(await errors(edit(lab))).toMatchObject([
    {
      cluster: "arcodange",
      field: "zone.mail.mx[0]",
      problem: 'mail server "www.arcodange.fr" is a CNAME, declared by publicNames in apps/cms.ts',
      remedy: "name a server that has an address",
      file: "clusters/arcodange/index.ts",
    },
  ]);
});

test.each([
  ["equal", 10],
  ["out of order", 5],
])("dnsRecords refuses preferences of mail servers that are %s", async (_, preference) => {
  const mail = zone.mail as NonNullable<Zone["mail"]>;
  const mx = [
    { host: "mx.zoho.eu", preference: 20 },
    { host: "mx2.zoho.eu", preference },
    { host: "mx3.zoho.eu", preference: 50 },
  ];
  expect(await errors(withZone({ mail: { ...mail, mx } }))).toMatchObject([
    {
      field: "zone.mail.mx[1]",
      problem: `preference "${preference}" is not above "20", that of the server before it`,
      remedy: 'write one such as "30", or another order',
    },
  ]);
});

test("dnsRecords refuses a BIMI logo while DMARC is not enforced", async () => {
  const mail = zone.mail as NonNullable<Zone["mail"]>;
  const lax = withZone({ mail: { ...mail, dmarc: { ...mail.dmarc, policy: "none" } } });
  expect(await errors(lax)).toMatchObject([
    { field: "zone.mail.bimi", problem: expect.stringContaining('its policy is "none"') },
  ]);
  const { bimi: _, ...plain } = mail;
  expect(await errors(withZone({ mail: { ...plain, dmarc: { ...mail.dmarc, policy: "none" } } }))).toEqual([]);
});

test("dnsRecords refuses a BIMI logo of a name that has no DMARC record, or one for part of its mail", () => {
  const logo = record("TXT", "default._bimi.a.arcodange.fr", txtContent("v=BIMI1; l=https://a/logo.svg;"));
  const partly = record("TXT", "_dmarc.a.arcodange.fr", txtContent("v=DMARC1; p=reject; pct=50"));
  const wholly = record("TXT", "_dmarc.a.arcodange.fr", txtContent("v=DMARC1; p=reject"));
  expect(faultsWith(logo)).toEqual([expect.stringContaining("DMARC to be enforced")]);
  expect(faultsWith(logo, partly)).toEqual([expect.stringContaining("DMARC to be enforced")]);
  expect(faultsWith(logo, wholly)).toEqual([]);
});

test("dnsRecords refuses a second SPF record at one name, and lets other texts stand beside it", () => {
  expect(faultsWith(record("TXT", zone.name, txtContent("v=spf1 -all")))).toEqual([
    '"arcodange.fr" has an SPF record already, make one of it and zone.mail.spfIncludes in clusters/arcodange/index.ts',
  ]);
  expect(faultsWith(record("TXT", zone.name, txtContent("v=spf10")))).toEqual([]);
  expect(faultsWith(record("TXT", "a.arcodange.fr", txtContent("v=spf1 -all")))).toEqual([]);
});

test("dnsRecords refuses whatever stands beside a CNAME, but for the zone itself", () => {
  expect(faultsWith(record("TXT", "www.arcodange.fr", txtContent("hello")))).toEqual([
    expect.stringContaining('beside "CNAME www.arcodange.fr", and a CNAME must be alone at its name'),
  ]);
  expect(faultsWith(record("CNAME", "_dmarc.arcodange.fr", "other.example.org"))).toEqual([
    expect.stringContaining('beside "TXT _dmarc.arcodange.fr"'),
  ]);
  expect(records.filter(({ name }) => name === zone.name).map(({ type }) => type)).toContain("CNAME");
});

test("dnsRecords refuses a record that is declared twice, by its key and by what it says", () => {
  const [first] = records as [DnsRecord];
  expect(faultsWith({ ...first, content: "elsewhere.example.org" })).toEqual([
    `"${first.key}" is declared twice, remove it here, or publicNames in apps/cms.ts`,
  ]);
  expect(faultsWith({ ...first, key: "CNAME again" })).toEqual([
    '"CNAME again" is declared twice, ' + `remove it here, or publicNames in apps/cms.ts`,
  ]);
});

test.each([
  ["a name of another zone", "www.example.org"],
  ["a name that only ends like the zone", "notarcodange.fr"],
  ["a label with a letter that DNS does not have", "w_w.arcodange.fr"],
  ["a label that is too long", `${"a".repeat(64)}.arcodange.fr`],
  ["a name that is too long", `${"a.".repeat(125)}arcodange.fr`],
])("dnsRecords refuses %s", (_, name) => {
  expect(faultsWith(record("CNAME", name, "mx.zoho.eu"))).toEqual([
    expect.stringContaining(`"${name}" is no name in the zone "arcodange.fr"`),
  ]);
});

test.each([
  ["a target that is no name", record("CNAME", "a.arcodange.fr", "192.168.1.201"), '"192.168.1.201" is not a domain'],
  ["a text without quotes", record("TXT", "a.arcodange.fr", "hello"), "is not made of strings in quotes"],
  ["a string of 256 bytes", record("TXT", "a.arcodange.fr", `"${"x".repeat(256)}"`), 'a string of "256" bytes'],
])("dnsRecords refuses %s", (_, wrong, problem) => {
  expect(faultsWith(wrong)).toEqual([expect.stringContaining(problem)]);
});

test("dnsRecords refuses a public host that no route behind the tunnel takes, and a route there without a record", async () => {
  const renamed = withEdit(lab, "cms/IngressRoute/cms-public", route => {
    route.spec.routes[0].match = "Host(`arcodange.fr`) || Host(`shop.arcodange.fr`)";
  });
  expect(await errors(renamed)).toMatchObject([
    { field: "publicNames", problem: '"www.arcodange.fr" leads into the tunnel, where no route takes it' },
    {
      field: "publicNames",
      problem: '"shop.arcodange.fr" is routed behind the tunnel, and no record leads there',
      file: "apps/cms.ts",
    },
  ]);
});

test("dnsRecords does not look for routes of an app that brings its own chart", async () => {
  const units = lab.units.map(unit =>
    unit.name === "cms" && unit.instance !== undefined
      ? { ...unit, instance: { ...unit.instance, image: "" }, objects: [] }
      : unit,
  );
  expect(await errors({ ...lab, units })).toEqual([]);
});
