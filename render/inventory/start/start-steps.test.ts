import { expect, test } from "vitest";
import { sequence } from "../../up/sequence.ts";
import { HANDS_OVER, startSteps } from "./start-steps.ts";

test("startSteps are those that lab up takes, in its order and its words", () => {
  expect(startSteps).toEqual(sequence.map(({ on, step: { name, does } }) => ({ on, name, does })));
});

test("one of them hands over to Argo CD", () => {
  expect(startSteps.filter(({ name }) => name === HANDS_OVER)).toHaveLength(1);
});
