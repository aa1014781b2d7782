import { expect, test } from "vitest";
import { calendarWords, cronWords, spanWords } from "./schedule-words.ts";

test("cronWords() says days and weeks in words", () => {
  expect(cronWords("0 2 * * *")).toBe("every day at 02:00");
  expect(cronWords("5 14 * * 6")).toBe("every Saturday at 14:05");
});

test("calendarWords() says the same of a timer", () => {
  expect(calendarWords("*-*-* 02:30")).toBe("every day at 02:30");
  expect(calendarWords("Sat *-*-* 04:00")).toBe("every Saturday at 04:00");
});

test("both leave what is not so plain as it is written", () => {
  expect(cronWords("*/5 2 1 * *")).toBe("*/5 2 1 * *");
  expect(calendarWords("hourly")).toBe("hourly");
});

test("a span of time is written out", () => {
  expect(["1h", "30h", "5min", "1m", "90s"].map(spanWords)).toEqual([
    ...["1 hour", "30 hours", "5 minutes", "1 minute", "90 seconds"],
  ]);
  expect(spanWords("1h30m")).toBe("1h30m");
});
