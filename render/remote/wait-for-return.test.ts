import { describe, expect, test, vi } from "vitest";
import { type Remote, RemoteFailure } from "./remote.ts";
import { waitForReturn } from "./wait-for-return.ts";

/** A machine that gives these answers to the question which start this is, one after the other. */
function answering(answers: readonly (string | Error)[]): Remote & { hangUp: () => Promise<void> } {
  let count = 0;
  return {
    name: "pi1",
    run: async () => {
      const answer = answers[Math.min(count++, answers.length - 1)] as string | Error;
      if (answer instanceof Error) throw answer;
      return `${answer}\n`;
    },
    hangUp: vi.fn(async () => {}),
  };
}

const away = new RemoteFailure("Cannot reach pi1: nothing answers there", undefined);

describe("waitForReturn()", () => {
  test("waits through the old start and the time away, on a new connection each time", async () => {
    const remote = answering(["first", away, "second"]);
    await waitForReturn(remote, "first", { withinSeconds: 10 });
    expect(remote.hangUp).toHaveBeenCalledTimes(3);
  });

  test("says what it saw last when the machine does not come back", async () => {
    const gone = waitForReturn(answering([away]), "first", { withinSeconds: 1 });
    await expect(gone).rejects.toThrow("it was not back within 1 s: Cannot reach pi1: nothing answers there");
    const stays = waitForReturn(answering(["first"]), "first", { withinSeconds: 1 });
    await expect(stays).rejects.toThrow("it still runs, without a new start");
  });
});
