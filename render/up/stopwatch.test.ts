import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { stopwatch } from "./stopwatch.ts";

describe("stopwatch()", () => {
  test("gives what a task in time came to", async () => {
    expect(await stopwatch().within(1, async () => "done")).toBe("done");
  });

  test("gives up a task that is late, and says how long it had", async () => {
    await expect(stopwatch().within(0.2, () => sleep(5000, undefined, { ref: false }))).rejects.toThrow(
      "not done within 0.2 s",
    );
  });

  test("stands still while a person thinks", async () => {
    const watch = stopwatch();
    const answer = await watch.within(0.3, () => watch.outside(() => sleep(700, "yes")));
    expect(answer).toBe("yes");
  });
});
