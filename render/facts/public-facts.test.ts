import { join } from "node:path";
import { expect, test } from "vitest";
import { stackFolder } from "../../platform/naming.ts";
import { stacks } from "../../platform/tofu/index.ts";
import { repositoryFolder } from "../repository.ts";
import { makesFacts, publicFacts } from "./public-facts.ts";

const work = { stack: "cloudflare", cluster: "home" };

test("makesFacts() finds the stacks whose HCL has the output", () => {
  const makers = stacks.filter(({ name }) => makesFacts(join(repositoryFolder, stackFolder(name))));
  expect(makers.map(({ name }) => name)).toEqual(["cloudflare"]);
});

test("publicFacts() are the value of that output", () => {
  const value = { "zone.tunnelId": "6ff42ae2-765d-4adf-8112-31c55c1551ef" };
  expect(publicFacts(work, { facts: { sensitive: false, value }, lab: { sensitive: false, value: {} } })).toEqual(
    value,
  );
});

test("publicFacts() are none of a stack that makes none", () => {
  expect(publicFacts(work, { lab: { sensitive: false, value: {} } })).toEqual({});
});

test("publicFacts() says how to apply a stack that was not applied yet", () => {
  expect(() => publicFacts(work, {})).toThrow(
    /^Cannot learn facts from stack "cloudflare" of home: it was not applied .* apply cloudflare/,
  );
});

test("publicFacts() refuses what is sensitive, and prints nothing of it", () => {
  const facts = { sensitive: true, value: { "zone.tunnelId": "a secret" } };
  expect(() => publicFacts(work, { facts })).toThrow(/is sensitive, write secrets into Vault instead/);
  expect(() => publicFacts(work, { facts })).not.toThrow(/a secret/);
});
