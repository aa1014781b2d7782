import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { declaredLab } from "../testing/declared-lab.ts";
import { check, rules } from "./index.ts";
import { pageRules } from "./page-rules.ts";
import type { Lab } from "./rule.ts";

let lab: Lab;
const all = [...rules, ...pageRules];

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

  test.each(all.map(({ name }) => name))("%s fires for one edit of the lab, and no other rule does", async name => {
    const { edit } = (await import(`./edits/${name}.ts`)) as { edit: (lab: Lab) => Lab };
    const findings = await errors(edit(lab));
    expect(findings.map(({ rule }) => rule)).toEqual([name]);
    expect(findings[0]).toMatchObject({ level: "error", problem: expect.any(String), remedy: expect.any(String) });
  });

  test("are all listed, each under the name of its file", () => {
    const files = readdirSync(new URL(".", import.meta.url))
      .filter(file => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map(file => file.slice(0, -".ts".length))
      .filter(name => !["index", "page-rules", "rule"].includes(name));
    expect(all.map(({ name }) => name).sort()).toEqual(files.sort());
  });
});
