import { App, Chart } from "cdk8s";
import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { KubeObject } from "../../kube-object.ts";
import { sampleInstance } from "../../testing/sample-instance.ts";
import { argocdImageUpdater } from "./index.ts";

test("rules stay when the Image Updater goes: only it takes off their finalizer, so their deletion would hang", () => {
  const chart = new Chart(new App(), "argocd-image-updater");
  const image = `${arcodange.gitea.host}/arcodange-org/shop:1.0.0`;
  argocdImageUpdater.resources(chart, arcodange, { instances: [sampleInstance({ image })], components: [] });
  const rules = (chart.toJson() as KubeObject[]).filter(({ kind }) => kind === "ImageUpdater");
  expect(rules.map(({ metadata }) => [metadata.name, metadata.annotations])).toEqual([
    ["shop", { "argocd.argoproj.io/sync-options": "Delete=false" }],
  ]);
});
