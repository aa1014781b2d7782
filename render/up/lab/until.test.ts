import { expect, test } from "vitest";
import { until } from "./until.ts";

test("until() says each thing that is missing once, errors among them, and ends when nothing is", async () => {
  const looks = [["a", "b"], ["b"], new Error("gone"), []];
  const said: string[] = [];
  const look = async () => {
    const seen = looks.shift() ?? [];
    if (seen instanceof Error) throw seen;
    return seen;
  };
  expect(await until(look, 5, line => said.push(line), 0.001)).toEqual([]);
  expect(said).toEqual(["waits: a", "waits: b", "waits: gone"]);
});

test("until() gives what is missing at the end of the time", async () => {
  expect(
    await until(
      async () => ["a"],
      0.01,
      () => {},
      0.005,
    ),
  ).toEqual(["a"]);
});
