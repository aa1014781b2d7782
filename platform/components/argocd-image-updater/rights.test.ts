import { App, Chart } from "cdk8s";
import { expect, test } from "vitest";
import { ImageUpdaterRights } from "./rights.ts";

interface Role {
  readonly kind: string;
  readonly rules?: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
}

test("may neither make nor delete what it is told to do, nor change an Application", () => {
  const chart = new Chart(new App(), "argocd");
  new ImageUpdaterRights(chart, "rights");
  const rules = (chart.toJson() as Role[]).flatMap(({ rules }) => rules ?? []);
  const verbsOn = (resource: string) => rules.filter(rule => rule.resources.includes(resource)).flatMap(r => r.verbs);
  expect(verbsOn("imageupdaters").sort()).toEqual(["get", "list", "update", "watch"]);
  expect(verbsOn("applications").sort()).toEqual(["get", "list", "watch"]);
});
