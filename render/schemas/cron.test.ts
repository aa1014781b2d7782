import { expect, test } from "vitest";
import { isSchedule } from "./cron.ts";

test.each([
  "30 3 * * 0",
  "*/5 * * * *",
  "0 0-23/2 1,15 jan-MAR mon",
  "0 0 ? * *",
  " 5  4 * * 6 ",
  "@daily",
  "@every 1h30m",
])("isSchedule() takes %j", text => {
  expect(isSchedule(text)).toBe(true);
});

test.each([
  ["four fields", "* * * *"],
  ["seconds in front", "0 30 3 * * 0"],
  ["minute 60", "60 * * * *"],
  ["hour 24", "0 24 * * *"],
  ["day 0", "0 0 0 * *"],
  ["month 13", "0 0 1 13 *"],
  ["Sunday as 7", "0 0 * * 7"],
  ["a name that is none", "0 0 * * sunday"],
  ["a name of another field", "0 0 * mon *"],
  ["a range backwards", "30-10 * * * *"],
  ["a step of 0", "*/0 * * * *"],
  ["two steps", "*/5/5 * * * *"],
  ["the last day", "0 0 L * *"],
  ["a list with a gap", "1,,2 * * * *"],
  ["a word that is none", "@dayly"],
  ["every nothing", "@every soon"],
  ["nothing", ""],
])("isSchedule() refuses %s", (_, text) => {
  expect(isSchedule(text)).toBe(false);
});
