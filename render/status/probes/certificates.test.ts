import { describe, expect, test } from "vitest";
import { troubleOf } from "./certificates.ts";

const certificate = {
  subjectaltname: "DNS:gitea.home.lab, DNS:*.apps.home.lab",
  valid_from: "Nov  1 00:00:00 2026 GMT",
  valid_to: "Dec  1 00:00:00 2026 GMT",
};
const at = (time: string, host = "gitea.home.lab") => troubleOf(host, certificate, new Date(time));

describe("troubleOf() a certificate", () => {
  test("is none while it is valid for its name", () => {
    expect(at("2026-11-10T00:00:00Z")).toBeUndefined();
    expect(at("2026-11-10T00:00:00Z", "erp.apps.home.lab")).toBeUndefined();
  });

  test("warns when less than a sixth of its life is left", () => {
    expect(at("2026-11-25T23:00:00Z")).toBeUndefined();
    expect(at("2026-11-26T12:00:00Z")).toEqual({
      level: "warning",
      problem: "it ends in 4.5 days, and is not renewed",
    });
  });

  test.each([
    ["after its end", "2026-12-02T00:00:00Z", "gitea.home.lab", /^it has expired on 2026-12-01/],
    [
      "before its start, as for a clock in 1970",
      "1970-01-01T00:00:00Z",
      "gitea.home.lab",
      /^it is valid from 2026-11-01/,
    ],
    ["for another name", "2026-11-10T00:00:00Z", "vault.home.lab", /^it is for gitea.home.lab, /],
    ["for a label below a wildcard's", "2026-11-10T00:00:00Z", "a.b.apps.home.lab", /^it is for /],
  ])("is down %s", (_, time, host, problem) => {
    expect(at(time, host)).toMatchObject({ level: "down", problem: expect.stringMatching(problem) });
  });
});
