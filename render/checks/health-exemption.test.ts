import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/health-exemption.ts";
import { healthExemption } from "./health-exemption.ts";

const lab = await declaredLab();

const IGNORE = "argocd.argoproj.io/ignore-healthcheck";

function ignoreHealth(object: EditableObject): void {
  object.metadata.annotations = { ...object.metadata.annotations, [IGNORE]: "true" };
}

function withVault(annotations: Record<string, string>) {
  const vault = {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "vault", namespace: "tools", annotations },
    spec: {},
  };
  return withUnits(
    lab,
    lab.units.map(unit => (unit.name === "foundation" ? { ...unit, objects: [...unit.objects, vault] } : unit)),
  );
}

test("health-exemption finds nothing in the declared lab", () => {
  expect(healthExemption.check(lab)).toEqual([]);
});

test("health-exemption names the platform's object that a sealed Vault would make unhealthy", () => {
  expect(healthExemption.check(edit(lab))).toEqual([
    expect.objectContaining({
      unit: "argocd",
      object: "VaultAuth/vault",
      field: `metadata.annotations[${IGNORE}]`,
      problem: "it has none, so nothing new deploys while Vault is sealed",
      remedy: expect.stringContaining('write "true"'),
      file: "platform/components/argocd/index.ts",
    }),
  ]);
});

test("health-exemption wants the annotation of Vault itself", () => {
  expect(healthExemption.check(withVault({}))).toEqual([expect.objectContaining({ object: "StatefulSet/vault" })]);
  expect(healthExemption.check(withVault({ [IGNORE]: "true" }))).toEqual([]);
});

test.each([
  ["a workload of an app", "erp/Deployment/erp"],
  ["a secret of an app", "erp/VaultStaticSecret/smtp"],
  ["another object of the platform", "argocd/ServiceAccount/argocd"],
  ["an Application", "root/Application/erp"],
])("health-exemption finds that the health of %s is ignored", (_, id) => {
  const [unit, kind, name] = id.split("/");
  expect(healthExemption.check(withEdit(lab, id, ignoreHealth))).toEqual([
    expect.objectContaining({ unit, object: `${kind}/${name}`, problem: expect.stringContaining('"true" hides') }),
  ]);
});
