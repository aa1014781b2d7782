import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { planLines } from "./plan-lines.ts";

test("planLines() lets no value that somebody else wrote write over the lines around it", () => {
  const hostile = "a\u001b[1A\u001b[2K\u009b1A\u202eb";
  const lines = planLines("gitea", [
    {
      verb: "update",
      address: "gitea_org.lab",
      type: "gitea_org",
      instance: hostile,
      fields: [{ path: `labels.${hostile}`, before: hostile, after: { note: hostile } }],
    },
  ]).map(stripVTControlCharacters);
  const shown = "a\\u{1b}[1A\\u{1b}[2K\\u{9b}1A\\u{202e}b";
  expect(lines[0]).toBe(`gitea/${shown}`);
  expect(lines[2]).toContain(`labels.${shown}: ${shown} → {"note":"a\\u001b[1A`);
  expect(lines.join("\n")).not.toMatch(/[\u009b\u202e]/);
});
