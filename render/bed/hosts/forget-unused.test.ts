import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { forgetUnused } from "./forget-unused.ts";

const DAY = 24 * 60 * 60;

test("forgetUnused() removes what nobody has used for a week, and nothing of another name", () => {
  const folder = mkdtempSync(join(tmpdir(), "store-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const now = Date.now() / 1000;
  for (const [name, days] of Object.entries({ "packages-new": 0, "packages-6": 6, "packages-8": 8, root: 90 })) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "some.deb"), "");
    utimesSync(join(folder, name), now, now - days * DAY);
  }
  forgetUnused(join(folder, "packages-"));
  expect(readdirSync(folder).sort()).toEqual(["packages-6", "packages-new", "root"]);
});
