import { expect, test } from "vitest";
import { canonicalQuantity } from "./canonical-quantity.ts";

test.each([
  ["1024Mi", "1Gi"],
  ["1Gi", "1Gi"],
  ["1.5Gi", "1536Mi"],
  ["1000m", "1"],
  [1, "1"],
  ["0.5", "500m"],
  [0.1, "100m"],
  ["1000k", "1M"],
  ["128974848", "128974848"],
  ["1Ki", "1Ki"],
  ["0", "0"],
])("canonicalQuantity() writes %j as %j", (quantity, canonical) => {
  expect(canonicalQuantity(quantity)).toBe(canonical);
});

test("canonicalQuantity() tells sizes apart that only look alike", () => {
  expect(canonicalQuantity("1G")).not.toBe(canonicalQuantity("1Gi"));
  expect(canonicalQuantity("1M")).not.toBe(canonicalQuantity("1m"));
});

test("canonicalQuantity() leaves alone what is no quantity", () => {
  expect(canonicalQuantity("lots")).toBe("lots");
});
