import { describe, expect, test } from "vitest";
import { momentOf } from "./restore-postgres.ts";

describe("momentOf()", () => {
  const now = new Date("2026-11-30T00:00:00Z");

  test.each([
    ["2026-11-29T02:00:00Z", "2026-11-29 02:00:00.000+00"],
    ["2026-11-29T02:00:00+01:00", "2026-11-29 01:00:00.000+00"],
  ])("reads %s", (time, moment) => {
    expect(momentOf(time, now)).toBe(moment);
  });

  test.each(["yesterday", "2026-11-29", "2026-11-29T02:00:00", "2026-13-29T02:00:00Z"])("refuses %s", time => {
    expect(() => momentOf(time, now)).toThrow(`"${time}" is no time with its zone, write one such as`);
  });

  test("refuses the future", () => {
    expect(() => momentOf("2027-01-01T00:00:00Z", now)).toThrow("is yet to come");
  });
});
