import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { imageDowngrade } from "./image-downgrade.ts";

const runs = (image: string) => ({ erp: [sampleDeployment({ container: { image } })] });

test.each([
  ["redis:8.2.0", "redis:8.1.9", "8.2.0 to 8.1.9"],
  ["redis:8-alpine", "redis:7-alpine", "8-alpine to 7-alpine"],
  ["pihole/pihole:2026.7.2", "pihole/pihole:2026.5.0", "2026.7.2 to 2026.5.0"],
])("image-downgrade warns of %s that becomes %s", (before, after, words) => {
  expect(seen(imageDowngrade, runs(before), runs(after))).toEqual([`warn: container "erp" goes back from ${words}`]);
});

test.each([
  ["redis:8.1.0", "redis:8.10.0"],
  ["redis:v8.1.0", "redis:8.1.0"],
  ["redis:8.1.0@sha256:aa", "redis:8.1.0@sha256:bb"],
  ["redis:8", "valkey/valkey:7"],
  ["redis:8", "redis:latest"],
])("image-downgrade is silent about %s that becomes %s", (before, after) => {
  expect(seen(imageDowngrade, runs(before), runs(after))).toEqual([]);
});

test("image-downgrade compares containers by name, those that run first too", () => {
  const pod = (first: string, main: string) => ({
    erp: [
      sampleDeployment({
        pod: { initContainers: [{ name: "wait", image: first }], containers: [{ name: "erp", image: main }] },
      }),
    ],
  });
  expect(
    seen(imageDowngrade, pod("busybox:1.37.0", "busybox:1.36.0"), pod("busybox:1.36.0", "busybox:1.37.0")),
  ).toEqual(['warn: container "wait" goes back from 1.37.0 to 1.36.0']);
});
