import { expect, test } from "vitest";
import { dataOf } from "./outcome.ts";
import { sampleWork } from "./testing/sample-work.ts";

const TITLE = 'Cannot read the plan of stack "vault" of home';
const done = { status: 0, stderr: "", isInterrupted: false };

test("dataOf() is the JSON that a run printed, whichever of its words is a secret", () => {
  const run = { ...done, stdout: '{"cluster": "…"}', printed: '{"cluster": "home"}' };
  expect(dataOf(run, sampleWork, "read the plan of")).toEqual({ cluster: "home" });
});

test.each([
  ["was killed half way", { status: 137, stderr: "" }, "tofu says\nnothing, and ended with 137"],
  ["failed", { status: 1, stderr: "Error: Failed to read plan" }, "tofu says\nError: Failed to read plan"],
  ["printed half of it", { status: 0, stderr: "" }, "tofu printed something else than JSON"],
])("dataOf() shows nothing of what a run printed that %s", (_, outcome, sentence) => {
  const half = '{"planned_values":\n{"password": sesame';
  const read = () => dataOf({ ...done, ...outcome, stdout: half, printed: half }, sampleWork, "read the plan of");
  expect(read).toThrow(`${TITLE}: ${sentence}`);
  expect(read).not.toThrow("sesame");
});
