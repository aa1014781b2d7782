import { expect, test } from "vitest";
import { canonicalQuantity } from "./canonical-quantity.ts";

test.each([
  ["1024Mi", "1Gi"],
  ["1Gi", "1Gi"],
  ["1.5Gi", "1536Mi"],
  ["1000m", "1"],
  [1, "1"],
  ["0.5", "500m"],
  [".5", "500m"],
  [0.1, "100m"],
  ["1000k", "1M"],
  ["128974848", "128974848"],
  ["1Ki", "1Ki"],
  ["0.5Ki", "512"],
  ["0.0001", "100u"],
  ["1000000000000n", "1k"],
  ["0", "0"],
  ["9007199254740993", "9007199254740993"],
])("canonicalQuantity() writes %j as %j", (quantity, canonical) => {
  expect(canonicalQuantity(quantity)).toBe(canonical);
});

test.each([
  ["1G", "1Gi"],
  ["1M", "1m"],
  ["1024", "1Ki"],
  ["9007199254740993", "9007199254740992"],
  ["0.0001", "0"],
])("canonicalQuantity() tells apart %s and %s", (one, other) => {
  expect(canonicalQuantity(one)).not.toBe(canonicalQuantity(other));
});

test.each(["lots", "", ".", "1 Gi", "-1", "0.0000000001", "1e3", "99E"])(
  "canonicalQuantity() leaves %j alone",
  text => {
    expect(canonicalQuantity(text)).toBe(text);
  },
);
