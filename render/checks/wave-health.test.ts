import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { graphOf } from "../model/graph.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { waveHealth } from "./wave-health.ts";

const volume = sampleObject("longhorn.io/v1beta2/Volume", "longhorn-system/data");
const storageClass = sampleObject("storage.k8s.io/v1/StorageClass", "replicated");
const claim = sampleObject("PersistentVolumeClaim", "erp/data", { spec: { storageClassName: "replicated" } });

function findings(assessed: readonly string[], ...objects: ReturnType<typeof sampleObject>[]) {
  const data = Object.fromEntries(assessed.map(kind => [`resource.customizations.health.${kind}`, "return {}"]));
  const units = [
    sampleUnit("argocd", [sampleObject("ConfigMap", "argocd/argocd-cm", { data })]),
    sampleUnit("longhorn", [storageClass, ...objects]),
    sampleUnit("erp", [claim], { class: "app" }),
    sampleUnit("idle", [sampleObject("example.org/v1/Thing", "idle/thing")]),
  ];
  return waveHealth.check({ cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() });
}

describe("wave-health", () => {
  test("wants the health of an Application above all: without it no wave waits", () => {
    expect(findings([])).toMatchObject([
      { unit: "argocd", field: 'data["resource.customizations.health.argoproj.io_Application"]' },
    ]);
  });

  test("wants it of each kind of custom resource in a unit that another waits for, and names who waits", () => {
    expect(findings(["argoproj.io_Application"], volume, volume)).toMatchObject([
      {
        unit: "longhorn",
        problem: '"erp" waits for this unit, and Argo CD is not told what the health of its kind is',
        remedy: 'add "longhorn.io_Volume", or list it with a reason in platform/stateless-kinds.ts,',
      },
    ]);
  });

  test("is content with a kind that is assessed, or that is known to say nothing of itself", () => {
    const job = sampleObject("longhorn.io/v1beta2/RecurringJob", "longhorn-system/nightly");
    expect(findings(["argoproj.io_Application", "longhorn.io_Volume"], volume, job)).toEqual([]);
  });

  test("asks nothing of a unit that nobody waits for", () => {
    expect(findings(["argoproj.io_Application"])).toEqual([]);
  });
});
