import { expect, test } from "vitest";
import { pinnedImage, withoutV } from "./pinned-image.ts";
import { sampleCluster } from "./testing/sample-instance.ts";

test("pinnedImage() takes the version that the cluster pins", () => {
  expect(pinnedImage(sampleCluster, "vault", "docker.io/hashicorp/vault")).toBe("docker.io/hashicorp/vault:v1.2.3");
});

test("pinnedImage() writes the tag as its publisher does", () => {
  expect(pinnedImage(sampleCluster, "vault", "docker.io/hashicorp/vault", withoutV)).toBe(
    "docker.io/hashicorp/vault:1.2.3",
  );
});

test("pinnedImage() names the component that is not pinned, and the file to pin it in", () => {
  expect(() => pinnedImage(sampleCluster, "grafana", "docker.io/grafana/grafana")).toThrow(
    'Cannot deploy "grafana" on home: it has no version, pin one in versions of clusters/home/index.ts',
  );
});
