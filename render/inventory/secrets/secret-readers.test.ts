import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defineComponent } from "../../../platform/component.ts";
import type { VaultPaths } from "../../../platform/components/vault-secrets-operator/readers.ts";
import { declaredLab, withUnits } from "../../testing/declared-lab.ts";
import { sampleUnit } from "../../testing/sample-unit.ts";
import { ADMINISTRATORS, readersAt, vaultReadersOf } from "./secret-readers.ts";

const rolesAt = async (path: string) => readersAt(await declaredLab(), path).map(({ role }) => role);

async function labWith(role: string, paths: VaultPaths) {
  const lab = await declaredLab();
  const component = defineComponent({
    name: "curious",
    class: "tool",
    namespace: "tools",
    vaultPaths: { [role]: paths },
    resources: () => {},
  });
  return withUnits(lab, [...lab.units, sampleUnit("curious", [], { component })]);
}

describe("readersAt()", () => {
  test("finds an instance by the prefix that its policy names, and nobody else", async () => {
    expect(await rolesAt("kvv2/data/erp/smtp")).toEqual(["erp"]);
    expect(await rolesAt("kvv2/data/erp-sandbox/smtp")).toEqual(["erp-sandbox"]);
    expect(await rolesAt("kvv2/data/nobody/smtp")).toEqual([]);
  });

  test("finds the workflows of an app, by their repository", async () => {
    expect(readersAt(await declaredLab(), "ci/data/erp/registry")).toMatchObject([
      { role: "gitea_cicd_erp", login: { repository: "arcodange-org/erp" } },
    ]);
  });

  test("shows a reader that is added to a policy", async () => {
    const lab = await labWith("grafana", { "kvv2/data/erp/smtp": ["read"] });
    expect(readersAt(lab, "kvv2/data/erp/smtp").map(({ role }) => role)).toEqual(["erp", "grafana"]);
  });

  test("shows who may read all that begins alike", async () => {
    const lab = await labWith("grafana", { "kvv2/data/e*": ["read"] });
    expect(readersAt(lab, "kvv2/data/erp/smtp").map(({ role }) => role)).toContain("grafana");
    expect(readersAt(lab, "kvv2/data/redis/passwords").map(({ role }) => role)).not.toContain("grafana");
  });

  test("takes the more exact line of a policy, as Vault does", async () => {
    const lab = await labWith("grafana", { "kvv2/data/erp/*": ["read"], "kvv2/data/erp/smtp": ["deny"] });
    expect(readersAt(lab, "kvv2/data/erp/smtp").map(({ role }) => role)).toEqual(["erp"]);
    expect(readersAt(lab, "kvv2/data/erp/other").map(({ role }) => role)).toEqual(["erp", "grafana"]);
  });
});

/** Policies stand in HCL, of which the variables are one half: this holds that the other half is what is told. */
describe("policies of the stack vault", () => {
  const folder = new URL("../../../platform/tofu/vault/", import.meta.url);
  const files = readdirSync(folder).filter(name => name.endsWith(".tf"));
  const hcl = files.map(name => readFileSync(new URL(name, folder), "utf8")).join("\n");

  test("are of readers, of workflows and of administrators, and of nobody else", () => {
    const names = Array.from(hcl.matchAll(/^resource "vault_policy" "(\w+)"/gm), ([, name]) => name);
    expect(names.sort()).toEqual(["ci", "owners", "reader"]);
  });

  test("say what is told of them", () => {
    expect(hcl).toContain("for path, capabilities in each.value.paths : path => { capabilities = capabilities }");
    expect(hcl).toMatch(/"\$\{vault_mount\.ci\.path\}\/data\/\$\{each\.key\}\/\*" = \{ capabilities = \["read"\] \}/);
    expect(hcl).toMatch(new RegExp(`name = "${ADMINISTRATORS}"\\s+policy = jsonencode\\(\\{\\s+path = \\{ "\\*" =`));
  });

  test("name no path with a +, of which readersAt() knows nothing", async () => {
    const paths = vaultReadersOf(await declaredLab()).flatMap(reader => Object.keys(reader.paths));
    expect(paths.filter(path => path.includes("+"))).toEqual([]);
    expect(hcl).not.toMatch(/"[^"]*\/\+\/[^"]*" = \{ capabilities/);
  });
});
