import { expect, test } from "vitest";
import { forbiddenMove } from "./forbidden-move.ts";

test.each([
  ["longhorn", "v1.12.1", "v1.12.3"],
  ["longhorn", "v1.12.1", "v1.13.0"],
  ["k3s", "v1.36.3+k3s1", "v1.36.3+k3s2"],
  ["vault", "1.19.0", "2.0.4"],
  ["traefik", "v3.7.11", "v3.5.0"],
])("forbiddenMove() lets %s go from %s to %s", (component, from, to) => {
  expect(forbiddenMove(component, from, to)).toBeUndefined();
});

test.each([
  ["longhorn", "v1.12.1", "v1.14.0", "go to 1.13 first"],
  ["longhorn", "v1.12.1", "v2.0.0", "go to the last minor version of 1 first"],
  ["longhorn", "v1.12.1", "v1.12.0", "choose a newer one"],
  ["k3s", "v1.36.3+k3s1", "v1.38.0+k3s1", "go to 1.37 first"],
  ["vault", "2.0.4", "1.21.0", "choose a newer one"],
])("forbiddenMove() stops %s from %s to %s", (component, from, to, remedy) => {
  expect(forbiddenMove(component, from, to)?.remedy).toContain(remedy);
});
