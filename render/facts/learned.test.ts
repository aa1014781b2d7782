import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { repositoryFolder } from "../repository.ts";
import { learn, learnedFile } from "./learned.ts";

const TUNNEL = "6ff42ae2-765d-4adf-8112-31c55c1551ef";
const NAME_SERVERS = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"];
const versions = Object.fromEntries(
  Object.entries(sampleCluster.versions).map(([name, pin]) =>
    name === "k3s" ? [name, { ...pin, version: "v1.36.3+k3s1" }] : [name, pin],
  ),
);
const home: Cluster = { ...sampleCluster, versions };
const EMPTY = '{"zone":{}}';

test("learn() writes what is new, sorted, and says what was there before", () => {
  const { text, changes } = learn([home], "home", EMPTY, { "zone.tunnelId": TUNNEL, "zone.nameServers": NAME_SERVERS });
  expect(JSON.parse(text)).toEqual({ zone: { nameServers: NAME_SERVERS, tunnelId: TUNNEL } });
  expect(text.indexOf("nameServers")).toBeLessThan(text.indexOf("tunnelId"));
  expect(text.endsWith("}\n")).toBe(true);
  expect(changes).toEqual([
    { field: "zone.tunnelId", before: undefined, after: TUNNEL },
    { field: "zone.nameServers", before: undefined, after: NAME_SERVERS },
  ]);
});

test("learn() writes JSON as the formatter of this repository would", () => {
  const file = (nameServers: readonly string[]) =>
    learn([home], "home", EMPTY, { "zone.nameServers": nameServers, "zone.tunnelId": TUNNEL }).text;
  expect(file(NAME_SERVERS)).toBe(`{
  "zone": {
    "nameServers": ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
    "tunnelId": "${TUNNEL}"
  }
}
`);
  const many = ["ada", "bob", "cat", "dan", "eve"].map(name => `${name}.ns.cloudflare.com`);
  expect(file(many)).toContain('"nameServers": [\n      "ada.ns.cloudflare.com",\n');
});

test("learn() keeps every other fact of the file", () => {
  const zone = { ...(home.zone as NonNullable<Cluster["zone"]>), tunnelId: TUNNEL };
  const text = JSON.stringify({ zone: { tunnelId: TUNNEL } });
  const learned = learn([{ ...home, zone }], "home", text, { "zone.nameServers": NAME_SERVERS });
  expect(JSON.parse(learned.text)).toEqual({ zone: { tunnelId: TUNNEL, nameServers: NAME_SERVERS } });
});

test("learn() changes nothing when the facts are known, even by hand", () => {
  const zone = { ...(home.zone as NonNullable<Cluster["zone"]>), tunnelId: TUNNEL };
  expect(learn([{ ...home, zone }], "home", undefined, { "zone.tunnelId": TUNNEL }).changes).toEqual([]);
});

test("learn() refuses a fact with which the lab would not be right, as the check of the facts says it", () => {
  expect(() => learn([home], "home", EMPTY, { "zone.tunnelId": "home" })).toThrow(
    /^Cannot learn zone\.tunnelId of home:\n {2}Cannot accept home, zone\.tunnelId: "home" is not a UUID, /,
  );
  expect(() => learn([home], "home", EMPTY, { "zone.tunnel": TUNNEL })).toThrow(
    '"tunnel" is not a field of clusters/lab.ts',
  );
});

test("learn() refuses a fact that belongs to another cluster", () => {
  const zone = { ...(home.zone as NonNullable<Cluster["zone"]>), name: "example.net", tunnelId: TUNNEL };
  const other: Cluster = { ...home, name: "away", zone };
  expect(() => learn([other, home], "home", EMPTY, { "zone.tunnelId": TUNNEL })).toThrow(
    `"${TUNNEL}" is also zone.tunnelId of away`,
  );
});

test.each([undefined, "{}"])("learn() refuses a fact that nobody would read, of %j", text => {
  expect(() => learn([home], "home", text, { "zone.tunnelId": TUNNEL })).toThrow(
    'clusters/home/learned.json has no such group, write "zone": {} there',
  );
});

test.each(clusters.map(({ name }) => name))("%s can learn the root certificate of its Step-CA", name => {
  const text = readFileSync(join(repositoryFolder, learnedFile(name)), "utf8");
  expect(() => learn(clusters, name, text, { "stepCa.rootCertificate": "none" })).toThrow(
    '"none" is not a PEM certificate',
  );
});
