import { describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import type { Component, Definitions } from "../../platform/component.ts";
import { components } from "../../platform/components/index.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { definitionsFile, releasesOf } from "./release.ts";

const definitions: Definitions = { url: () => "", mirror: "", files: [], digests: {} };
const component = (name: string, more: Partial<Component> = {}): Component => ({
  name,
  class: "platform",
  namespace: name,
  resources: () => {},
  ...more,
});
const pinned = (name: string, versions: Record<string, string>) => ({
  ...sampleCluster,
  name,
  versions: Object.fromEntries(Object.entries(versions).map(([key, version]) => [key, { version, source: "a/b" }])),
});

describe("releasesOf()", () => {
  const disk = component("disk", { definitions });
  const proxy = component("proxy", { definitions });

  test("has each pinned version of a component once, and none of a component without CRDs", () => {
    const labs = [pinned("a", { disk: "v1", proxy: "v1" }), pinned("b", { disk: "v2", proxy: "v1" })];
    expect(releasesOf([disk, component("base"), proxy], labs, [])).toEqual([
      { component: "disk", version: "v1", definitions },
      { component: "disk", version: "v2", definitions },
      { component: "proxy", version: "v1", definitions },
    ]);
  });

  test("has only those of the named components", () => {
    const labs = [pinned("a", { disk: "v1" })];
    expect(releasesOf([disk, proxy], labs, ["disk"])).toEqual([{ component: "disk", version: "v1", definitions }]);
  });

  test("names every component that is unknown or brings none, and every missing pin, all at once", () => {
    const names = ["dsik", "base", "proxy"];
    expect(() => releasesOf([disk, component("base"), proxy], [pinned("a", { disk: "v1" })], names)).toThrow(
      [
        'Cannot find component with CRDs "dsik": did you mean "disk"?',
        'Cannot find component with CRDs "base": did you mean "disk"?',
        'Cannot know the CRDs of "proxy" on a: no version is pinned, add one to versions in clusters/a/index.ts',
      ].join("\n"),
    );
  });
});

describe("this lab", () => {
  test("says of every component that brings CRDs where they come from, and of no other", () => {
    const bringing = components.filter(({ crds }) => crds !== undefined).map(({ name }) => name);
    expect(components.filter(component => component.definitions !== undefined).map(({ name }) => name)).toEqual(
      bringing,
    );
  });

  test.each(releasesOf(components, clusters, []))("trusts a digest for each file of $component $version", release => {
    const { files, digests } = release.definitions;
    const trusted = digests[release.version] ?? {};
    expect(Object.keys(trusted)).toEqual(files);
    expect(Object.values(trusted).filter(digest => !/^[0-9a-f]{64}$/.test(digest))).toEqual([]);
  });
});

test("definitionsFile() lies beside the component, unless the release says otherwise", () => {
  expect(definitionsFile({ component: "longhorn" })).toBe("platform/components/longhorn/definitions.ts");
  expect(definitionsFile({ component: "kubernetes", file: "render/crds/kubernetes.ts" })).toBe(
    "render/crds/kubernetes.ts",
  );
});
