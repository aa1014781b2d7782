import { hash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineComponent } from "../../platform/component.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { graphOf } from "../model/graph.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { upgrade } from "./upgrade.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "upgrade-"));
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
  write("pinned/disk/install.yaml", workload("v1.2.3", 1));
  write("pinned/disk/crds/disks.yaml", PINNED_CRD);
  write("next/disk/install.yaml", workload("v1.3.0", 2));
  write("next/disk/crds/disks.yaml", crd({ sizeBytes: { type: "integer" } }));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const PINNED_CRD = crd({ size: { type: "string" } });

const disk = defineComponent({
  name: "disk",
  class: "platform",
  namespace: "disk",
  definitions: {
    url: () => "http://127.0.0.1:1",
    mirror: "disk/crds",
    files: ["disks.yaml"],
    digests: { "v1.2.3": { "disks.yaml": hash("sha256", JSON.stringify(PINNED_CRD)) } },
  },
  resources: () => {},
});

function write(file: string, object: KubeObject): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), JSON.stringify(object));
}

function workload(version: string, replicas: number): KubeObject {
  const containers = [{ name: "disk", image: `disk:${version}` }];
  return sampleObject("apps/v1/Deployment", "disk/disk", { spec: { replicas, template: { spec: { containers } } } });
}

function crd(properties: object): KubeObject {
  const openAPIV3Schema = { type: "object", properties: { spec: { type: "object", properties } } };
  return sampleObject("apiextensions.k8s.io/v1/CustomResourceDefinition", "disks.example.net", {
    spec: {
      group: "example.net",
      names: { kind: "Disk" },
      versions: [{ name: "v1", served: true, schema: { openAPIV3Schema } }],
    },
  });
}

const ours = sampleUnit("disk", [sampleObject("example.net/v1/Disk", "disk/data", { spec: { size: "1Gi" } })], {
  component: disk,
  cluster: { ...sampleCluster, versions: { disk: { version: "v1.2.3", source: "github.com/a/disk" } } },
});

function run(changes: Partial<Parameters<typeof upgrade>[0]> = {}) {
  return upgrade({
    name: "disk",
    from: "v1.2.3",
    to: "v1.3.0",
    labs: [{ cluster: ours.cluster, units: [ours], graph: graphOf([ours]), prose: new Map() }],
    registry: { disk: { files: ["disk/install.yaml"], absent: {}, fields: {} } },
    pinned: join(folder, "pinned"),
    upstream: join(folder, "next"),
    ...changes,
  });
}

test("upgrade() lists changed defaults, and fields of ours that the new CRDs no longer take", async () => {
  const { defaults, findings, failures } = await run();
  expect(defaults).toMatchObject([
    { object: "Deployment/disk", path: "spec.replicas", after: 2 },
    { path: "spec.template.spec.containers[disk].image", before: "disk:v1.2.3", after: "disk:v1.3.0" },
  ]);
  expect(findings).toMatchObject([{ unit: "disk", object: "Disk/data", field: "spec.size", problem: "it is gone" }]);
  expect(failures).toEqual([]);
});

test("upgrade() finds nothing in a version that changes nothing of that", async () => {
  write("next/disk/install.yaml", workload("v1.3.0", 1));
  write("next/disk/crds/disks.yaml", crd({ size: { type: "string" }, sizeBytes: { type: "integer" } }));
  expect(await run()).toMatchObject({
    defaults: [{ path: expect.stringContaining("image") }],
    findings: [],
    failures: [],
  });
});

test("upgrade() without files of the new version says what could not be compared, and which CRDs to trust", async () => {
  const { defaults, findings, failures } = await run({ upstream: undefined });
  expect({ defaults, findings }).toEqual({ defaults: undefined, findings: [] });
  expect(failures).toEqual([
    expect.stringContaining("there is no disk/install.yaml of it"),
    expect.stringContaining("Cannot fetch http://127.0.0.1:1/disks.yaml"),
  ]);
});

test("upgrade() says that files are missing in the folder of the new version, or are no CRD", async () => {
  rmSync(join(folder, "next/disk/install.yaml"));
  write("next/disk/crds/disks.yaml", workload("v1.3.0", 1));
  const { findings } = await run();
  expect(findings.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('has no "disk/install.yaml"'),
    expect.stringContaining('"disk/crds/disks.yaml" is no CRD'),
  ]);
});

test("upgrade() does not take untrusted CRDs for the pinned ones", async () => {
  write("pinned/disk/crds/disks.yaml", crd({}));
  const { failures } = await run();
  expect(failures).toEqual([expect.stringContaining("Cannot trust disks.yaml of disk v1.2.3")]);
});

test("upgrade() does not take the files of one version for another's", async () => {
  const { defaults, failures } = await run({ to: "v1.4.0" });
  expect(defaults).toBeUndefined();
  expect(failures).toEqual([expect.stringContaining("the files run images in 1.3.0")]);
});

test("upgrade() speaks of each set of pins once, however many clusters share it", async () => {
  const versions = {
    argocd: { version: "v3.5.1", source: "github.com/argoproj/argo-cd" },
    k3s: { version: "v1.36.3+k3s1", source: "github.com/k3s-io/k3s" },
  };
  const labs = ["home", "rehearsal"].map(name => ({
    cluster: { ...sampleCluster, name, versions },
    units: [],
    graph: graphOf([]),
    prose: new Map(),
  }));
  const { findings, notes } = await run({ name: "k3s", from: "v1.36.3+k3s1", to: "v1.38.0+k3s1", labs });
  expect(findings.map(({ problem }) => problem)).toEqual([
    expect.stringContaining("one minor version at a time"),
    expect.stringContaining('"argocd" 3.5 was tested with "k3s" 1.33 to 1.36'),
  ]);
  expect(notes).toHaveLength(2);
});
