import { expect, test } from "vitest";
import { statusOf } from "./status-of.ts";

test.each([
  ["nothing", "success", "Nothing: 2 updated"],
  ["routine", "success", "Routine: 2 updated"],
  ["read", "success", "To be read: 2 updated"],
  ["stop", "failure", "Stop: 2 updated"],
] as const)("the verdict %s is the state %s, and its sentence", (kind, state, description) => {
  expect(statusOf({ kind, sentence: "2 updated" })).toEqual({ state, description });
});
