import { expect, test } from "vitest";
import type { Component, Definitions } from "../../platform/component.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { pullable } from "./pullable.ts";

const definitions: Definitions = { url: () => "", mirror: "", files: [], digests: {} };
const disk: Component = { name: "disk", class: "platform", namespace: "disk", resources: () => {}, definitions };
const pinned = (k3s: string) => ({
  ...sampleCluster,
  versions: { disk: { version: "v1", source: "a/b" }, k3s: { version: k3s, source: "a/b" } },
});
const names = (clusters: Parameters<typeof pullable>[1], wanted: readonly string[]) =>
  pullable([disk], clusters, wanted).map(({ component, version }) => `${component} ${version}`);

test.each([
  [[], ["kubernetes v1.36.0", "disk v1"]],
  [["disk"], ["disk v1"]],
  [["kubernetes"], ["kubernetes v1.36.0"]],
  [
    ["disk", "kubernetes"],
    ["kubernetes v1.36.0", "disk v1"],
  ],
])("pullable() for %j is %j", (wanted, expected) => {
  expect(names([pinned("v1.36.3+k3s1"), pinned("v1.36.9+k3s2")], wanted)).toEqual(expected);
});

test("pullable() has each minor version that a cluster pins, and none for a k3s without a version", () => {
  expect(names([pinned("v1.36.3+k3s1"), pinned("v1.37.0+k3s1"), pinned("latest")], ["kubernetes"])).toEqual([
    "kubernetes v1.36.0",
    "kubernetes v1.37.0",
  ]);
});

test("pullable() names a component that is unknown", () => {
  expect(() => names([pinned("v1.36.3+k3s1")], ["dsik", "kubernetes"])).toThrow('did you mean "disk"?');
});
