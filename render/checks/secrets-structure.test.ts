import { expect, test } from "vitest";
import { declaredLab } from "../testing/declared-lab.ts";
import { edit, withSecret } from "./edits/secrets-structure.ts";
import { secretsStructure } from "./secrets-structure.ts";

test("secretsStructure accepts the declared lab", async () => {
  expect(secretsStructure.check(await declaredLab())).toEqual([]);
});

test("secretsStructure refuses a Secret with data, naming its keys and not its values", async () => {
  const findings = await secretsStructure.check(edit(await declaredLab()));
  expect(findings).toMatchObject([
    {
      unit: "foundation",
      object: "Secret/greeting",
      field: "stringData",
      problem: 'it carries data under "greeting"',
      remedy: "remove it, put the values into Vault and declare a VaultStaticSecret",
      file: "platform/components/foundation/index.ts",
    },
  ]);
  expect(JSON.stringify(findings)).not.toContain("hello");
});

test("secretsStructure refuses data and stringData, each by its name", async () => {
  const lab = withSecret(await declaredLab(), { data: { a: "aGVsbG8=" }, stringData: { b: "hello" } });
  expect(secretsStructure.check(lab)).toMatchObject([{ field: "data" }, { field: "stringData" }]);
});

test("secretsStructure refuses a Secret without data", async () => {
  expect(secretsStructure.check(withSecret(await declaredLab(), {}))).toMatchObject([
    { object: "Secret/greeting", problem: 'its kind is "Secret"' },
  ]);
});
