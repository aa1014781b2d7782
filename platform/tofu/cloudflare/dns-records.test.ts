import { expect, test } from "vitest";
import type { Cluster, Mail } from "../../../clusters/lab.ts";
import { sampleCluster, sampleInstance } from "../../testing/sample-instance.ts";
import { dnsRecords } from "./dns-records.ts";

const mail: Mail = {
  provider: "zoho",
  mx: [
    { host: "mx.zoho.eu", preference: 10 },
    { host: "mx2.zoho.eu", preference: 20 },
  ],
  verification: "zoho-verification=zb1",
  spfIncludes: ["zohomail.eu", "example.net"],
  dkim: { selector: "zmail", value: "v=DKIM1; k=rsa; p=MIGf" },
  dmarc: { policy: "reject", reports: "admin@example.org" },
  bimi: { logo: "https://example.org/logo.svg", certificate: "https://example.org/logo.pem" },
  aliases: { postmaster: "admin" },
};
const home: Cluster = { ...sampleCluster, zone: { ...(sampleCluster.zone as NonNullable<Cluster["zone"]>), mail } };
const site = sampleInstance({ app: "cms", name: "cms", publicHosts: ["example.org", "www.example.org"] });

const recordsOn = (cluster: Cluster, instances = [site]) =>
  Object.fromEntries(
    dnsRecords(cluster, { instances, components: [] }).map(({ key, type, name, origin, ...says }) => [key, says]),
  );

test("dnsRecords() of a zone with everything", () => {
  expect(recordsOn(home)).toEqual({
    "CNAME example.org": {},
    "CNAME www.example.org": {},
    "CNAME _acme-challenge.example.org": { content: "home.duckdns.org" },
    "MX example.org mx.zoho.eu": { content: "mx.zoho.eu", priority: 10 },
    "MX example.org mx2.zoho.eu": { content: "mx2.zoho.eu", priority: 20 },
    "TXT example.org spf": { content: '"v=spf1 include:zohomail.eu include:example.net ~all"' },
    "TXT example.org verification": { content: '"zoho-verification=zb1"' },
    "TXT zmail._domainkey.example.org": { content: '"v=DKIM1; k=rsa; p=MIGf"' },
    "TXT _dmarc.example.org": { content: '"v=DMARC1; p=reject; rua=mailto:admin@example.org"' },
    "TXT default._bimi.example.org": {
      content: '"v=BIMI1; l=https://example.org/logo.svg; a=https://example.org/logo.pem;"',
    },
  });
});

test("dnsRecords() leaves out what is not known, and mail where there is none", () => {
  const { verification: _, bimi: __, dkim, ...plain } = mail;
  const zone = {
    ...(home.zone as NonNullable<Cluster["zone"]>),
    mail: { ...plain, dkim: { selector: dkim.selector } },
  };
  expect(Object.keys(recordsOn({ ...home, zone })).filter(key => /verification|_domainkey|_bimi/.test(key))).toEqual(
    [],
  );
  expect(Object.keys(recordsOn(sampleCluster)).filter(key => !key.startsWith("CNAME"))).toEqual([]);
  const { zone: ___, ...inside } = home;
  expect(recordsOn(inside)).toEqual({});
});

test("dnsRecords() keeps the key of each record, whatever else comes, goes or moves", () => {
  const shop = sampleInstance({ app: "shop", name: "shop", publicHosts: ["shop.example.org"] });
  const zone = { ...(home.zone as NonNullable<Cluster["zone"]>), mail: { ...mail, mx: mail.mx.toReversed() } };
  const before = recordsOn(home);
  const { "CNAME shop.example.org": added, ...after } = recordsOn({ ...home, zone }, [shop, site]);
  expect(added).toEqual({});
  expect(after).toEqual(before);
});

test("dnsRecords() says of each record where it is declared", () => {
  const records = dnsRecords(home, { instances: [site], components: [] });
  const place = (key: string) => records.find(record => record.key === key)?.origin;
  expect(place("CNAME www.example.org")).toEqual({ field: "publicNames", file: "apps/cms.ts" });
  expect(place("MX example.org mx2.zoho.eu")).toEqual({ field: "zone.mail.mx[1]", file: "clusters/home/index.ts" });
});
