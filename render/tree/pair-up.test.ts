import { expect, test } from "vitest";
import { pairUp } from "./pair-up.ts";

const item = (path: string, key: string) => ({ path, key });
const pair = (before: { path: string; key: string }[], after: { path: string; key: string }[]) => {
  const { pairs, gone, added } = pairUp(before, after, ({ key }) => key);
  return {
    pairs: pairs.map(([old, fresh]) => `${old.path}>${fresh.path}`),
    gone: gone.map(({ path }) => path),
    added: added.map(({ path }) => path),
  };
};

test("pairUp() pairs equal keys, and tells what is left on either side", () => {
  const before = [item("a", "x"), item("b", "y")];
  expect(pair(before, [item("c", "y"), item("d", "z")])).toEqual({ pairs: ["b>c"], gone: ["a"], added: ["d"] });
});

test("pairUp() prefers the same path over an earlier one", () => {
  expect(pair([item("b", "x")], [item("a", "x"), item("b", "x")]).pairs).toEqual(["b>b"]);
});

test("pairUp() never gives one item two partners", () => {
  const before = [item("a", "x"), item("b", "x"), item("c", "x")];
  expect(pair(before, [item("d", "x"), item("e", "x")])).toEqual({ pairs: ["a>d", "b>e"], gone: ["c"], added: [] });
});
