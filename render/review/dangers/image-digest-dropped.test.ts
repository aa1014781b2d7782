import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { imageDigestDropped } from "./image-digest-dropped.ts";

const runs = (image: string) => ({ erp: [sampleDeployment({ container: { image } })] });

test("image-digest-dropped warns of an image that is no longer pinned, also with a new version", () => {
  const warning = ['warn: container "erp" runs redis:8.2.0 without a digest'];
  expect(seen(imageDigestDropped, runs("redis:8.2.0@sha256:aa"), runs("redis:8.2.0"))).toEqual(warning);
  expect(seen(imageDigestDropped, runs("redis:8.1.0@sha256:aa"), runs("redis:8.2.0"))).toEqual(warning);
});

test("image-digest-dropped is silent where the digest changes, or there was none", () => {
  expect(seen(imageDigestDropped, runs("redis:8.1.0@sha256:aa"), runs("redis:8.2.0@sha256:bb"))).toEqual([]);
  expect(seen(imageDigestDropped, runs("redis:8.1.0"), runs("redis:8.2.0"))).toEqual([]);
});
