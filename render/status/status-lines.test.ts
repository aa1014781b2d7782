import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import type { Trouble } from "./probe.ts";
import { isDown, statusLines } from "./status-lines.ts";

const warning: Trouble = { level: "warning", subject: "/ of pi1", problem: "87 % of it is used", helps: "du -xsh /*" };
const down: Trouble = { level: "down", subject: "host pi3", problem: "it is silent", helps: "ping 192.168.1.203" };

describe("statusLines()", () => {
  test("says what is down first, then warnings, then in one line what is well", () => {
    const sights = [
      { link: "disks", troubles: [warning] },
      { link: "hosts", troubles: [down] },
      { link: "Vault", troubles: [] },
      { link: "Gitea", troubles: [] },
    ];
    expect(statusLines(sights).map(stripVTControlCharacters)).toEqual([
      "down     host pi3: it is silent",
      "         ping 192.168.1.203",
      "warning  / of pi1: 87 % of it is used",
      "         du -xsh /*",
      "well     Vault, Gitea",
    ]);
  });
});

test("isDown() is no matter of warnings", () => {
  expect(isDown([{ link: "disks", troubles: [warning] }])).toBe(false);
  expect(isDown([{ link: "disks", troubles: [warning, down] }])).toBe(true);
});
