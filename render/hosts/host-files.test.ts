import { describe, expect, test } from "vitest";
import { hostsOf } from "../../platform/hosts/host-of.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { hostFiles } from "./host-files.ts";
import { readHosts } from "./read-host.ts";

describe("hostFiles()", () => {
  test("gives each file of a host below the host's name, as it lies there", () => {
    const [host] = hostsOf(sampleCluster);
    const [file] = host?.files ?? [];
    expect(file).toBeDefined();
    expect(hostFiles(sampleCluster).get(`home/hosts/${host?.name}${file?.path}`)).toBe(file?.content);
  });

  test("gives the same bytes twice", () => {
    expect([...hostFiles(sampleCluster)]).toEqual([...hostFiles(sampleCluster)]);
  });
});

describe("readHosts()", () => {
  test("reads back every host that was laid out, with the contents of its files", () => {
    expect(readHosts(hostFiles(sampleCluster), "home")).toEqual(hostsOf(sampleCluster));
  });

  test("says what to do when no host was rendered", () => {
    expect(() => readHosts(new Map(), "home")).toThrow(
      'Cannot read the hosts of home: rendered/home/hosts holds none, run "npx lab render"',
    );
  });

  test("names a file that a host has and the tree lacks", () => {
    const tree = new Map(hostFiles(sampleCluster));
    const [path] = [...tree.keys()].filter(key => !key.endsWith(".yaml"));
    tree.delete(path ?? "");
    expect(() => readHosts(tree, "home")).toThrow(`rendered/${path} is missing, run "npx lab render"`);
  });
});
