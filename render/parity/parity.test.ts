import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Component, defineComponent } from "../../platform/component.ts";
import type { Deviations } from "../../platform/deviations.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { graphOf } from "../model/graph.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { parity } from "./parity.ts";
import { parityLines } from "./parity-lines.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "upstream-"));
  write("disk/install.yaml", [
    sampleObject("Service", "disk/disk", { spec: { ports: [{ port: 80 }] } }),
    crd("disks", "v1"),
  ]);
  write("disk/crds/disks.yaml", [crd("disks", "v1")]);
});
afterEach(() => rmSync(folder, { recursive: true }));

const registry: Readonly<Record<string, Deviations>> = {
  disk: { files: ["disk/install.yaml"], absent: {}, fields: {} },
};

const disk = defineComponent({
  name: "disk",
  class: "platform",
  namespace: "disk",
  definitions: { url: version => version, mirror: "disk/crds", files: ["disks.yaml"], digests: {} },
  resources: () => {},
});

const service = sampleObject("Service", "disk/disk", { spec: { ports: [{ port: 80 }] } });

function write(file: string, objects: readonly KubeObject[]): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), objects.map(object => JSON.stringify(object)).join("\n---\n"));
}

function crd(plural: string, version: string): KubeObject {
  return sampleObject("apiextensions.k8s.io/v1/CustomResourceDefinition", `${plural}.example.net`, {
    spec: { group: "example.net", names: { kind: "Disk" }, versions: [{ name: version, served: true }] },
  });
}

function parityOf(objects: readonly KubeObject[], component: Component = disk) {
  const unit = sampleUnit("disk", objects, { component });
  const lab = { cluster: unit.cluster, units: [unit], graph: graphOf([unit]), prose: new Map() };
  return parity({ labs: [lab], findings: [] }, registry, ["disk"], folder);
}

const problemsOf = (outcomes: ReturnType<typeof parity>) => outcomes.flatMap(({ findings }) => findings);

describe("parity()", () => {
  test("matches objects with those of the unit, and CRDs with those that the component brings", () => {
    expect(parityOf([service])).toMatchObject([{ component: "disk", objects: 2, deviations: [], findings: [] }]);
  });

  test("finds a CRD that the component does not bring", () => {
    const { definitions: _, ...without } = disk;
    expect(problemsOf(parityOf([service], without))).toMatchObject([
      { object: "CustomResourceDefinition/disks.example.net" },
    ]);
  });

  test("finds a CRD that it brings otherwise, in every field", () => {
    write("disk/crds/disks.yaml", [crd("disks", "v2")]);
    expect(problemsOf(parityOf([service])).map(({ field }) => field)).toEqual([
      "spec.versions[v1]",
      "spec.versions[v2]",
    ]);
  });

  test.each<[string, string, string]>([
    ["a file of CRDs that is missing", "", 'has no "disk/crds/disks.yaml"'],
    ["a CRD that is none", JSON.stringify(service), '"disk/crds/disks.yaml" is no CRD and holds none'],
    [
      "a CRD without its parts",
      JSON.stringify(sampleObject("CustomResourceDefinition", "disks.example.net")),
      "lacks its",
    ],
  ])("finds %s", (_, text, problem) => {
    const file = join(folder, "disk/crds/disks.yaml");
    if (text === "") rmSync(file);
    else writeFileSync(file, text);
    expect(problemsOf(parityOf([service]))).toContainEqual(
      expect.objectContaining({ problem: expect.stringContaining(problem), unit: "disk", rule: "parity" }),
    );
  });

  test("says that a unit could not be built, and not that all of its objects are missing", () => {
    const failure = {
      level: "error",
      rule: "build",
      unit: "disk",
      problem: "it throws",
      remedy: "mend",
      file: "x",
    } as const;
    const unit = sampleUnit("disk", [], { component: disk });
    const labs = [{ cluster: unit.cluster, units: [unit], graph: graphOf([unit]), prose: new Map() }];
    expect(problemsOf(parity({ labs, findings: [failure] }, registry, ["disk"], folder))).toEqual([failure]);
  });

  test("finds deviations of a component that the cluster has not", () => {
    expect(problemsOf(parity({ labs: [], findings: [] }, registry, ["disk"], folder))).toMatchObject([
      { unit: "disk", problem: expect.stringContaining("has no component of that name") },
    ]);
  });
});

describe("parityLines()", () => {
  test("prints unlisted deviations as entries to paste, and both values behind them", () => {
    const ours = sampleObject("Service", "disk/disk", {
      metadata: { name: "disk", annotations: { 'a"b': "c" } },
      spec: { ports: [{ port: 80, appProtocol: "http" }] },
    });
    expect(parityLines(parityOf([ours])).map(stripVTControlCharacters)).toEqual([
      'error  Unlisted deviations of "disk", upstream → ours: make them equal, or write the reason below',
      '"fields" in platform/components/disk/deviations.ts:',
      '    "Service/disk": {',
      '      "metadata.annotations": "", // none → {"a\\"b":"c"}',
      '      "spec.ports[80/TCP].appProtocol": "", // none → "http"',
      "    },",
      "",
      "component  objects  absent  fields  deviations  findings",
      "disk       2        0       11      2           2",
    ]);
  });
});
