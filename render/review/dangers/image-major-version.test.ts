import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { imageMajorVersion } from "./image-major-version.ts";

const runs = (image: string) => ({ erp: [sampleDeployment({ container: { image } })] });

test.each([
  ["ghcr.io/team/erp:1.9.0", "ghcr.io/team/erp:2.0.0", "1.9.0 to 2.0.0"],
  ["redis:7-alpine", "docker.io/library/redis:8-alpine", "7-alpine to 8-alpine"],
  ["localhost:5000/erp:v1.2.3@sha256:aa", "localhost:5000/erp:v2.0.0@sha256:bb", "v1.2.3 to v2.0.0"],
])("image-major-version warns of %s that becomes %s", (before, after, words) => {
  expect(seen(imageMajorVersion, runs(before), runs(after))).toEqual([`warn: container "erp" goes from ${words}`]);
});

test.each([
  ["redis:8.0.1", "redis:8.2.0"],
  ["redis:8.0.1", "redis:7.4.0"],
  ["pihole/pihole:2025.11.1", "pihole/pihole:2026.7.2"],
  ["ghcr.io/team/erp:20250101", "ghcr.io/team/erp:20260101"],
  ["ghcr.io/team/erp:main", "ghcr.io/team/erp:2.0.0"],
  ["redis:7", "valkey/valkey:8"],
])("image-major-version is silent about %s that becomes %s", (before, after) => {
  expect(seen(imageMajorVersion, runs(before), runs(after))).toEqual([]);
});
