import { expect, test } from "vitest";
import { byFlag } from "./by-flag.ts";

test("byFlag() pairs arguments by flag, so that another order is no difference", () => {
  expect(byFlag(["--log=INFO", "--api"])).toEqual({ "--log": "INFO", "--api": true });
  expect(byFlag(["--api", "--log=INFO"])).toEqual(byFlag(["--log=INFO", "--api"]));
});

test("byFlag() keeps words before the first flag by position, and those after one with it", () => {
  expect(byFlag(["longhorn-manager", "-d", "daemon", "--image", "a:1"])).toEqual({
    "0": "longhorn-manager",
    "-d": ["daemon"],
    "--image": ["a:1"],
  });
});

test("byFlag() takes a script for a word, however many dashes it holds", () => {
  expect(byFlag(["sh", "-c", "-x\ncp --all a b", "run --fast"])).toEqual({
    "0": "sh",
    "-c": ["-x\ncp --all a b", "run --fast"],
  });
});

test("byFlag() keeps a value whole that holds equals signs, and each of several equal flags", () => {
  expect(byFlag(["--set=a=1", "--set=b=2", "--set"])).toEqual({ "--set": "a=1", "--set/2": "b=2", "--set/3": true });
});

test.each([
  [["--a", "x"], ["--a=x"]],
  [
    ["--a=x", "y"],
    ["--a", "x", "y"],
  ],
  [["--a"], ["--a="]],
  [
    ["--a", "x", "--b"],
    ["--a", "--b", "x"],
  ],
  [
    ["x", "--a"],
    ["--a", "x"],
  ],
])("byFlag() tells %j from %j", (one, other) => {
  expect(byFlag(one)).not.toEqual(byFlag(other));
});

test("byFlag() leaves a list alone that has no flag, or something other than texts", () => {
  expect(byFlag(["a", "-"])).toEqual(["a", "-"]);
  expect(byFlag(["--a", 1])).toEqual(["--a", 1]);
});
