import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { argocdAccessWidened } from "./argocd-access-widened.ts";

const rights = (csv: string, fallback = "") =>
  sampleObject("v1", "ConfigMap", "argocd-rbac-cm", { data: { "policy.csv": csv, "policy.default": fallback } });
const widened = (before: object, after: object) =>
  seen(argocdAccessWidened, { argocd: [before as never] }, { argocd: [after as never] });

test("argocd-access-widened tells of new administrators, by the role or by a rule that allows all", () => {
  expect(widened(rights(""), rights("g, dev, role:admin"))).toEqual([
    'warn: "dev" becomes an administrator of Argo CD',
  ]);
  expect(widened(rights(""), rights("p, dev, *, *, */*, allow"))).toHaveLength(1);
});

test("argocd-access-widened tells what everybody gets", () => {
  expect(widened(rights(""), rights("", "role:admin"))).toEqual([
    'warn: everybody who logs in to Argo CD gets "role:admin"',
  ]);
});

test("argocd-access-widened is silent about less, and about smaller roles", () => {
  expect(widened(rights("g, dev, role:admin", "role:admin"), rights(""))).toEqual([]);
  expect(widened(rights(""), rights("g, dev, role:readonly"))).toEqual([]);
});
