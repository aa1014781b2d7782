import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import type { Stack } from "../../platform/tofu/stack.ts";
import { graphOf } from "../model/graph.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { hclVariables } from "../tofu/hcl-variables.ts";
import { edit } from "./edits/tofu-variables.ts";
import { disagreements, tofuVariables } from "./tofu-variables.ts";

const lab = { cluster: sampleCluster, units: [], graph: graphOf([]), prose: new Map() };
const STATE = ["cluster", "domain", "stack", "state_bucket"];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hcl-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function findings(given: Readonly<Record<string, unknown>>, hcl: string, changes: Partial<Stack> = {}) {
  const shared = join(folder, "shared");
  const own = join(folder, "own");
  for (const path of [shared, own]) mkdirSync(path);
  const state = [...STATE, "state_passphrase"].map(name => `variable "${name}" {}\n`).join("");
  for (const path of [shared, own]) writeFileSync(join(path, "state.tf"), state);
  writeFileSync(join(own, "variables.tf"), hcl);
  const stack: Stack = { name: "dns", makes: "Names.", needs: [], credentials: {}, variables: () => given, ...changes };
  return disagreements(lab, [stack], path => hclVariables(path === "platform/tofu" ? shared : own));
}

describe("tofuVariables", () => {
  test("accepts the declared lab", async () => {
    expect(await tofuVariables.check(await declaredLab())).toEqual([]);
  });

  test("refuses a lab that does not say where its states lie", async () => {
    expect(await tofuVariables.check(edit(await declaredLab()))).toMatchObject([
      { cluster: "arcodange", field: "variable state_bucket", file: "platform/tofu/stack.ts" },
    ]);
  });

  test("refuses a variable that HCL does not declare, and says where to", () => {
    expect(findings({ zone: "example.org" }, "")).toEqual([
      {
        level: "error",
        rule: "tofu-variables",
        cluster: "home",
        field: "variable zone",
        problem: "no HCL of platform/tofu/dns declares it",
        remedy: "declare it, or give it no longer,",
        file: "platform/tofu/dns/variables.tf",
      },
    ]);
  });

  test("refuses a variable without a value and without a default, and says who wants it", () => {
    expect(findings({}, 'variable "zone" {\n  type = object({\n    default = string\n  })\n}\n')).toMatchObject([
      {
        field: "variable zone",
        problem: 'it has no value, and "platform/tofu/dns/variables.tf" gives it no default',
        file: "platform/tofu/dns/stack.ts",
      },
    ]);
  });

  test("counts a value that is undefined as none", () => {
    expect(findings({ zone: undefined }, 'variable "zone" {}\n')).toMatchObject([{ remedy: "give it a value" }]);
  });

  test("accepts a default, also none at all, and a variable in a comment", () => {
    const hcl = 'variable "zone" {\n  type    = string\n  default = null\n}\n# variable "x" {}\n';
    expect(findings({}, hcl)).toEqual([]);
  });

  test("leaves out a stack that the cluster does not have", () => {
    expect(findings({ zone: "example.org" }, "", { exists: () => false })).toEqual([]);
  });

  test("accepts a variable that comes with the credentials", () => {
    const credentials = { TF_VAR_account: "cloudflare/account", VAULT_TOKEN: "vault/token" };
    expect(findings({}, 'variable "account" {}\n', { credentials })).toEqual([]);
  });
});
