import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drills } from "./drills.ts";
import { type DrillBed, type Run, startDrillBed } from "./testing/drill-bed.ts";
import { judgeWrite } from "./testing/judge-write.ts";

let bed: DrillBed;

beforeAll(async () => {
  bed = await startDrillBed();
});
afterAll(() => bed?.stop());

test("there are enough drills: 50, of which 35 end well without a question and 5 must ask", () => {
  const asked = drills.filter(({ ends }) => ends !== "healthy");
  const unasked = drills.filter(({ ends, types }) => ends === "healthy" && types === undefined);
  expect(drills.length).toBeGreaterThanOrEqual(50);
  expect(unasked.length).toBeGreaterThanOrEqual(35);
  expect(asked.length).toBeGreaterThanOrEqual(5);
  expect(new Set(drills.map(({ name }) => name)).size).toBe(drills.length);
});

describe("lab recover, on a real API server", () => {
  test.each(drills.map(drill => [drill.name, drill] as const))("%s", async (_name, drill) => {
    const run = await bed.run(drill);
    expect(endOf(run), run.log.join("\n")).toEqual(drill.ends === "healthy" ? [] : [drill.ends]);
    const judged = run.writes.map(({ write, before }) => ({ ...write, is: judgeWrite(write, before) }));
    expect(judged.filter(({ is }) => is === "unknown")).toEqual([]);
    const agreed = drill.ends === "healthy" ? (drill.types ?? []) : []; // else what was typed was not what was asked for
    expect(judged.filter(({ is }) => is === "destructive")).toHaveLength(agreed.length);
  });
});

/** Questions that are open at the end; none when all is well. */
function endOf({ outcome }: Run): string[] {
  if (outcome.end === "healthy") return [];
  return outcome.end === "question" ? outcome.questions.map(({ id }) => id) : ["out of time"];
}
