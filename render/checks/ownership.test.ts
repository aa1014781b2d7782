import { expect, test } from "vitest";
import { declaredLab, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/ownership.ts";
import { ownership } from "./ownership.ts";
import type { Lab } from "./rule.ts";

test("ownership accepts the declared lab", async () => {
  expect(ownership.check(await declaredLab())).toEqual([]);
});

test("ownership refuses an object that two units hold, and names both", async () => {
  expect(ownership.check(edit(await declaredLab()))).toEqual([
    {
      level: "error",
      rule: "ownership",
      cluster: "arcodange",
      unit: "vault-secrets-operator",
      object: "NetworkPolicy/default-deny-tools",
      problem: 'unit "foundation" (platform/components/foundation/index.ts) has it too',
      remedy: 'leave it to "foundation", or give it a name or namespace of its own,',
      file: "platform/components/vault-secrets-operator/index.ts",
    },
  ]);
});

test("ownership refuses an object that one unit holds twice", async () => {
  expect(ownership.check(twice(await declaredLab(), {}))).toMatchObject([
    { object: "ServiceAccount/erp", problem: 'unit "erp" has it twice' },
  ]);
});

test("ownership takes two versions of one API group for the same object", async () => {
  expect(ownership.check(twice(await declaredLab(), { apiVersion: "v2" }))).toHaveLength(1);
});

test("ownership tells kinds of different API groups apart", async () => {
  expect(ownership.check(twice(await declaredLab(), { apiVersion: "example.net/v1" }))).toEqual([]);
});

test("ownership tells namespaces apart", async () => {
  expect(ownership.check(twice(await declaredLab(), { metadata: { name: "erp", namespace: "tools" } }))).toEqual([]);
});

test("ownership finds two objects of the operator that make one Secret, whatever their own names", async () => {
  const edited = withEdit(await declaredLab(), "erp/VaultStaticSecret/smtp", object => {
    object.spec.destination.name = "database";
  });
  expect(ownership.check(edited)).toMatchObject([{ unit: "erp", object: "VaultStaticSecret/smtp" }]);
});

function twice(lab: Lab, changes: object): Lab {
  return withUnits(
    lab,
    lab.units.map(unit =>
      unit.name === "erp"
        ? {
            ...unit,
            objects: unit.objects.flatMap(object =>
              object.kind === "ServiceAccount" ? [object, { ...object, ...changes }] : [object],
            ),
          }
        : unit,
    ),
  );
}
