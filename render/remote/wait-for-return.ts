import { setTimeout as pause } from "node:timers/promises";
import { type Remote, RemoteFailure } from "./remote.ts";

const BOOT_ID = "cat /proc/sys/kernel/random/boot_id";

/** What differs after each start of a machine: https://man7.org/linux/man-pages/man4/random.4.html */
export async function bootId(remote: Remote): Promise<string> {
  return (await remote.run(BOOT_ID, { timeoutSeconds: 10 })).trim();
}

/**
 * Waits until a machine has started anew and answers.
 *
 * @param before its `bootId()` before it was told to
 * @throws {RemoteFailure} when it has not within this time, with what was last seen of it
 */
export async function waitForReturn(remote: Remote, before: string, { withinSeconds = 300 } = {}): Promise<void> {
  const end = performance.now() + withinSeconds * 1000;
  let seen = "it still runs, without a new start";
  while (performance.now() < end) {
    await pause(1000);
    await remote.hangUp?.();
    try {
      if ((await bootId(remote)) !== before) return;
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      seen = error.message;
    }
  }
  throw new RemoteFailure(
    `Cannot go on with ${remote.name}: it was not back within ${withinSeconds} s: ${seen}`,
    undefined,
  );
}
