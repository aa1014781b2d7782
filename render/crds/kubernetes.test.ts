import { describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import { kubernetesDefinitions, kubernetesMinor, kubernetesRelease } from "./kubernetes.ts";

const pinned = (version: string) => ({ versions: { k3s: { version, source: "a/b" } } });

test.each([
  ["v1.36.3+k3s1", "1.36"],
  ["v1.37.0", "1.37"],
  ["1.36.3", undefined],
  ["latest", undefined],
  [undefined, undefined],
])("kubernetesMinor() of %s is %s", (version, minor) => {
  expect(kubernetesMinor(version)).toBe(minor);
});

describe("kubernetesRelease()", () => {
  test("follows the pin of k3s", () => {
    expect(kubernetesRelease(pinned("v1.37.1+k3s1"))?.version).toBe("v1.37.0");
    expect(kubernetesRelease({ versions: {} })).toBeUndefined();
  });

  test.each(clusters)("is trusted for $name", cluster => {
    const version = kubernetesRelease(cluster)?.version ?? "";
    expect(Object.keys(kubernetesDefinitions.digests[version] ?? {})).toEqual(kubernetesDefinitions.files);
  });
});
