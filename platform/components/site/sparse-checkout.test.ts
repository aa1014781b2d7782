import { expect, test } from "vitest";
import { sparseCheckout } from "./sparse-checkout.ts";

test("sparseCheckout() takes one folder, and the files of those above it", () => {
  expect(sparseCheckout("a/b").trimEnd().split("\n")).toEqual(["/*", "!/*/", "/a/", "!/a/*/", "/a/b/"]);
});
