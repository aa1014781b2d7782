import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { componentsOf } from "../../inventory/lab/installed-components.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { glanceOf } from "./glance-of.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

describe("glance-of", () => {
  test("says of every component whether it runs, or what it waits for", () => {
    for (const { name, waitsFor } of componentsOf(lab)) {
      const status = waitsFor.length === 0 ? "runs" : `waits for \`${waitsFor[0]?.field}\``;
      expect(glanceOf.tell(lab, name), name).toContain(`**Status**: ${status}`);
    }
  });

  test("says who relies on a component, and on whom it relies", () => {
    const text = glanceOf.tell(lab, "vault-secrets-operator");
    expect(text).toMatch(/\*\*Relies on\*\*: .*\[\[tools\/vault\|vault\]\]/);
    expect(text).toMatch(/\*\*Relied on by\*\*: .*\[\[apps\/erp\|erp\]\]/);
  });

  test("has nothing to say of an app", () => {
    expect(glanceOf.tell(lab, "erp")).toBe("");
  });
});
