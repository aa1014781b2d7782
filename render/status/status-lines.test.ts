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

  test("says once what hides several links, and which these are, in one line", () => {
    const because = { subject: "API server", problem: "it does not answer: connection refused" };
    const hidden = (link: string) => ({
      link,
      troubles: [{ ...down, subject: link, helps: "npx lab recover", because }],
    });
    const sights = [
      { link: "hosts", troubles: [down] },
      hidden("pods"),
      { link: "disks", troubles: [warning] },
      hidden("Vault"),
      { link: "Gitea", troubles: [] },
    ];
    expect(statusLines(sights).map(stripVTControlCharacters)).toEqual([
      "down     API server: it does not answer: connection refused",
      "         npx lab recover",
      "down     host pi3: it is silent",
      "         ping 192.168.1.203",
      "warning  / of pi1: 87 % of it is used",
      "         du -xsh /*",
      "unseen   pods, Vault: not without the API server",
      "well     Gitea",
    ]);
  });
});

test("isDown() is no matter of warnings", () => {
  expect(isDown([{ link: "disks", troubles: [warning] }])).toBe(false);
  expect(isDown([{ link: "disks", troubles: [warning, down] }])).toBe(true);
});
