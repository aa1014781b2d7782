import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryFolder } from "../repository.ts";
import { DATA_BEARING, lossBy, REPEATABLE } from "./data-bearing.ts";
import { STACK_VERBS } from "./stack-change.ts";

describe("lossBy()", () => {
  test("says what goes with a database that is destroyed or replaced, and with nothing else that is done to it", () => {
    const losses = STACK_VERBS.filter(verb => lossBy({ verb, type: "postgresql_database" }) !== undefined);
    expect(losses).toEqual(["replace", "destroy"]);
  });

  test("says nothing of what the next apply makes as it was", () => {
    expect(lossBy({ verb: "destroy", type: "vault_policy" })).toBe(undefined);
    expect(lossBy({ verb: "destroy", type: "output" })).toBe(undefined);
  });

  test.each(["terraform_data", "constructor", "postgresql_tablespace"])("takes no chance with %s", type => {
    expect(lossBy({ verb: "replace", type })).toContain("is not known");
  });
});

test("every type of resource in platform/tofu is known, and none in two ways", () => {
  const folder = join(repositoryFolder, "platform/tofu");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(name => name.endsWith(".tf"));
  const types = files.flatMap(file =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/^resource "(\w+)"/gm)].map(([, type]) => type as string),
  );
  expect(types.length).toBeGreaterThan(0);
  expect(types.filter(type => !Object.hasOwn(DATA_BEARING, type) && !REPEATABLE.has(type))).toEqual([]);
  expect(Object.keys(DATA_BEARING).filter(type => REPEATABLE.has(type))).toEqual([]);
});
