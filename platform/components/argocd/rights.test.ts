import { App, Chart } from "cdk8s";
import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { argocd } from "./index.ts";

interface ClusterRole {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

test("only what syncs and what shows has rights in the whole cluster: nothing else may read every Secret of it", () => {
  const chart = new Chart(new App(), "argocd");
  argocd.resources(chart, arcodange, { instances: [], components: [] });
  const roles = (chart.toJson() as ClusterRole[]).filter(({ kind }) => kind === "ClusterRole");
  expect(roles.map(({ metadata }) => metadata.name).sort()).toEqual(["argocd-application-controller", "argocd-server"]);
});
