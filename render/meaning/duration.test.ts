import { expect, test } from "vitest";
import { nanoseconds } from "./duration.ts";

test.each([
  ["60s", "1m"],
  ["1h", "3600s"],
  ["1.5h", "1h30m"],
  ["1d", "24h"],
  ["1w", "7d"],
  ["1000ms", "1s"],
  ["0", "0s"],
])("nanoseconds() reads %s as %s", (one, other) => {
  expect(nanoseconds(one)).toBe(nanoseconds(other));
});

test("nanoseconds() tells a minute from a millisecond", () => {
  expect(nanoseconds("1m")).not.toBe(nanoseconds("1ms"));
});

test.each(["", "1", "h", "1s1h", "1h 1m", "-1h", "1y", "ever", "0.0000000001s"])(
  "nanoseconds() does not read %j, which not all readers take alike",
  text => {
    expect(nanoseconds(text)).toBeUndefined();
  },
);
