import { expect, test } from "vitest";
import { seenInFiles } from "../testing/seen-in-files.ts";
import { stackEntryRemoved } from "./stack-entry-removed.ts";

const removed = (before: object, after: object, path = "home/tofu/postgres.tfvars.json") =>
  seenInFiles(stackEntryRemoved, { [path]: JSON.stringify(before) }, { [path]: JSON.stringify(after) });
const databases = (...names: string[]) => ({
  databases: Object.fromEntries(names.map(name => [name, { owner: `${name}_role` }])),
});

test("stack-entry-removed stops a change that takes a database, or all of them", () => {
  expect(removed(databases("erp", "erp-sandbox"), databases("erp"))).toEqual([
    'stop: stack "postgres": "erp-sandbox" leaves "databases", and its tables go with it',
  ]);
  expect(removed(databases("erp"), {})).toEqual([
    'stop: stack "postgres": "databases" is another one, or gone, and its tables go with it',
  ]);
});

test("stack-entry-removed knows a name in quotes, and buckets of another name", () => {
  const mirrors = { mirrors: { "team/erp.old": "https://code.example.net" } };
  expect(removed(mirrors, { mirrors: {} })).toHaveLength(1);
  expect(removed({ host_bucket: "a" }, { host_bucket: "b" })).toEqual([
    'stop: stack "postgres": "host_bucket" is another one, or gone, and its objects go with it',
  ]);
});

test("stack-entry-removed is silent about new entries, changed ones, and what holds no data", () => {
  expect(removed(databases("erp"), databases("erp", "cms"))).toEqual([]);
  expect(removed({ databases: { erp: { owner: "a" } } }, { databases: { erp: { owner: "b" } } })).toEqual([]);
  expect(removed({ readers: { erp: {} } }, { readers: {} })).toEqual([]);
  expect(removed(databases("erp"), databases(), "home/hosts/pi1/etc/list.json")).toEqual([]);
});
