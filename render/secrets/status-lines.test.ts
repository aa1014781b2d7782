import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { giteaToken, random } from "../../platform/secrets/origin.ts";
import { sampleNeed } from "./sample-need.ts";
import { judge, unknown } from "./status.ts";
import { reasonLines, statusLines, statusTotals } from "./status-lines.ts";

const keys = { token: giteaToken("argocd", "read:repository"), password: random(24) };
const need = sampleNeed({ path: "argocd/gitea", keys, readers: ["argocd"] });
const now = new Date("2026-03-01T12:00:00Z");

describe("statusLines()", () => {
  test("shows state, age and readers of a secret, and below it which key is missing and where each comes from", () => {
    const status = judge(need, { keys: ["token"], written: "2026-01-20T13:00:00Z" });
    expect(statusLines([status], now).map(stripVTControlCharacters)).toEqual([
      "argocd/gitea  incomplete  39 days  read by argocd",
      "  token                            Gitea: token of argocd, read:repository",
      "  password    missing              random",
    ]);
  });

  test.each([
    ["2026-03-01T11:59:00Z", "today"],
    ["2026-02-28T12:00:00Z", "1 day"],
    ["2026-02-27T12:00:00Z", "2 days"],
  ])("gives the age of what was written at %s as %s", (written, age) => {
    expect(statusLines([judge(need, { keys: ["token"], written })], now)[0]).toContain(`  ${age}  `);
  });

  test("says of an app's own secret who knows its keys", () => {
    const [line = "", origin = ""] = statusLines([judge(sampleNeed({ readers: [] }), undefined)], now);
    expect(stripVTControlCharacters(line)).toMatch(/^shop\/mail +absent +read by nobody$/);
    expect(origin).toContain("a person: whatever keys the app reads");
  });
});

test("statusTotals() counts each state that there is", () => {
  const statuses = [judge(need, { keys: ["token", "password"] }), judge(need, undefined), judge(need, undefined)];
  expect(statusTotals(statuses)).toBe("3 secrets: 1 present, 2 absent");
});

test("reasonLines() says a reason once, however many paths it is about", () => {
  const failed = (path: string, why: string) => unknown(need, new Error(`Cannot GET ${path} of Vault: ${why}`));
  expect(
    reasonLines([failed("a/b", "it is sealed"), failed("c/d", "it is sealed"), failed("e/f", "it may not")]),
  ).toEqual(["Cannot GET a/b of Vault: it is sealed (and 1 more like it)", "Cannot GET e/f of Vault: it may not"]);
  const alone = new Error("Cannot open Vault: nobody says who asks");
  expect(reasonLines([unknown(need, alone), unknown(need, alone)])).toEqual([alone.message]);
});
