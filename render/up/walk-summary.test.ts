import { describe, expect, test } from "vitest";
import type { Outcome, Result } from "./step-event.ts";
import { statusOf, summaryLines } from "./walk-summary.ts";

const FACTS = { seconds: 8.24, goOn: (step: string) => `npx lab up --from ${step}`, log: "/state/up.log" };

const result = (outcome: Outcome, step = "files", on = "pi1"): Result => ({ step, on, outcome, seconds: 1 });
const unchanged = result({ kind: "unchanged" });
const changed = result({ kind: "changed", found: ["/a is missing"] });
const wouldChange = result({ kind: "would change", found: ["/a is missing"] });
const failed = (isDanger: boolean) =>
  result({ kind: "failed", why: "no space\n  last line", isDanger }, "packages", "pi2");

describe("statusOf()", () => {
  test.each([
    [0, [unchanged, changed]],
    [1, [unchanged, wouldChange]],
    [1, [result({ kind: "unknown", why: "no cluster" })]],
    [2, [wouldChange, failed(false)]],
    [3, [failed(false), failed(true)]],
  ])("is %i for what %j came to", (status, results) => {
    expect(statusOf(results)).toBe(status);
  });
});

describe("summaryLines()", () => {
  const text = (...results: Result[]) => summaryLines(results, FACTS).join("\n");

  test("says that nothing changed, and how long that took", () => {
    expect(text(unchanged, unchanged)).toContain("Nothing changed: everything is as it should be (2 looks in 8.2 s)");
  });

  test("counts what changed, and what would", () => {
    expect(text(unchanged, changed)).toContain("Done: 1 of 2 looks in 8.2 s changed something");
    expect(text(unchanged, wouldChange)).toContain("1 of 2 looks in 8.2 s would change something");
  });

  test("ends with what a person should know of what was done, once, and when a later step fails too", () => {
    const noted = (on: string) => result({ kind: "changed", found: [], notes: ["Write it down"] }, "programs", on);
    expect(text(noted("pi1"), noted("pi2")).match(/^Write it down$/gm)).toHaveLength(1);
    expect(text(noted("pi1"), failed(false))).toContain("Write it down");
  });

  test("names step, host, the whole failure, how to go on, and the log", () => {
    expect(text(changed, failed(false))).toBe(
      '\nStep "packages" failed on pi2: no space\n  last line\n\n' +
        "What was done stays. Go on with: npx lab up --from packages\nLog: /state/up.log",
    );
  });
});
