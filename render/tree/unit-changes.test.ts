import { expect, test } from "vitest";
import { compare } from "./compare.ts";
import { isOfUnits } from "./unit-changes.ts";

const VARIABLES = "home/tofu/vault.tfvars.json";
const before = {
  cluster: "home",
  databases: { erp: { owner: "erp_role" } },
  accounts: { argocd: { reads: { lab: "read" } } },
};

test.each([
  ["adds its database", { ...before, databases: { ...before.databases, shop: { owner: "shop_role" } } }, true],
  [
    "lets another read what is its own",
    { ...before, accounts: { argocd: { reads: { lab: "read", shop: "read" } } } },
    true,
  ],
  ["changes another's database", { ...before, databases: { erp: { owner: "shop_role" } } }, false],
  ["adds its database and one more", { ...before, databases: { ...before.databases, shop: {}, other: {} } }, false],
  ["changes what belongs to nobody", { ...before, cluster: "shop" }, false],
])("of the variables of a stack, a change that %s is of the unit shop: %#", (_, after, expected) => {
  const [change] = compare(new Map([[VARIABLES, text(before)]]), new Map([[VARIABLES, text(after)]]));
  expect(change && isOfUnits(change, ["shop"])).toBe(expected);
});

test("the variables of a stack that comes or goes are of no unit", () => {
  const [change] = compare(new Map(), new Map([[VARIABLES, text(before)]]));
  expect(change && isOfUnits(change, ["erp"])).toBe(false);
});

test("a file that moves between two units is of both together only", () => {
  const file = "kind: Service\n";
  const [change] = compare(new Map([["home/erp/a.txt", file]]), new Map([["home/cms/a.txt", file]]));
  expect([["cms"], ["erp"], ["cms", "erp"]].map(units => change && isOfUnits(change, units))).toEqual([
    false,
    false,
    true,
  ]);
});

function text(variables: object): string {
  return JSON.stringify(variables, null, 2);
}
