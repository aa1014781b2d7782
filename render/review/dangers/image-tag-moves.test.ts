import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { imageTagMoves } from "./image-tag-moves.ts";

const runs = (image: string) => ({ erp: [sampleDeployment({ container: { image } })] });

test.each(["redis", "redis:latest", "ghcr.io/team/erp:main", "localhost:5000/erp", "team/erp:alpine-edge"])(
  "image-tag-moves warns of %s",
  image => {
    expect(seen(imageTagMoves, runs("redis:8.2.0"), runs(image))).toEqual([`warn: container "erp" runs ${image}`]);
    expect(seen(imageTagMoves, runs(image), runs("redis:8.2.0"))).toEqual([
      `warn, fixed: container "erp" runs ${image}`,
    ]);
  },
);

test.each(["redis:8.2.0", "redis:8-alpine", "redis:latest@sha256:aa", "redis@sha256:aa", "team/erp:maintenance-1"])(
  "image-tag-moves is silent about %s",
  image => {
    expect(seen(imageTagMoves, { erp: [] }, runs(image))).toEqual([]);
  },
);
