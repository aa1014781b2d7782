import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { pageRules } from "../guidebook/rules/index.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { check, rules } from "./index.ts";
import type { Lab } from "./rule.ts";

let lab: Lab;
const all = [...rules, ...pageRules];
const ROOMS = [
  { folder: "./", edits: "./edits", held: rules },
  { folder: "../guidebook/rules/", edits: "../guidebook/rules/edits", held: pageRules },
];

beforeAll(async () => {
  lab = await declaredLab();
});

/** Without notes: what a machine lacks, such as schemas, is no fault of the lab. */
async function errors(lab: Lab) {
  return (await check([lab], all)).filter(({ level }) => level === "error");
}

describe("rules", () => {
  test("find nothing in the lab as it is declared", async () => {
    expect(await errors(lab)).toEqual([]);
  });

  test.each(ROOMS.flatMap(({ edits, held }) => held.map(({ name }) => [name, edits] as const)))(
    "%s fires for one edit of the lab, and no other rule does",
    async (name, edits) => {
      const { edit } = (await import(`${edits}/${name}.ts`)) as { edit: (lab: Lab) => Lab };
      const findings = await errors(edit(lab));
      expect(findings.map(({ rule }) => rule)).toEqual([name]);
      expect(findings[0]).toMatchObject({ level: "error", problem: expect.any(String), remedy: expect.any(String) });
    },
  );

  test.each(ROOMS)("of $folder are all listed, each under the name of its file", ({ folder, held }) => {
    const files = readdirSync(new URL(folder, import.meta.url))
      .filter(file => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map(file => file.slice(0, -".ts".length))
      .filter(name => name !== "index" && name !== "rule");
    expect(held.map(({ name }) => name)).toEqual(files.sort());
  });
});
