import { expect, test } from "vitest";
import { remember } from "./remember.ts";

test("remember() asks once for each list of arguments, also when the answer is undefined", () => {
  const asked: string[] = [];
  const ask = remember((a: string, b: string): string | undefined => {
    asked.push(a + b);
    return a === "x" ? undefined : a;
  });
  expect([ask("x", "1"), ask("x", "1"), ask("y", "1"), ask("y", "1")]).toEqual([undefined, undefined, "y", "y"]);
  expect(asked).toEqual(["x1", "y1"]);
});
