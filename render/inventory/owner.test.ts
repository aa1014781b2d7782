import { expect, test } from "vitest";
import { declaredLab } from "../testing/declared-lab.ts";
import { ownerOf, pageOfOwner } from "./owner.ts";

test("ownerOf() is the app of an instance, and a component by its name", async () => {
  const { units } = await declaredLab();
  const owners = units.filter(({ name }) => ["erp-sandbox", "vault"].includes(name)).map(ownerOf);
  expect(owners.sort()).toEqual(["erp", "vault"]);
});

test("pageOfOwner() knows apps and components, and nothing of what has no page", async () => {
  const lab = await declaredLab();
  expect(["erp", "vault", "gitea"].map(owner => pageOfOwner(lab, owner))).toEqual([
    "apps/erp",
    "tools/vault",
    undefined,
  ]);
});
