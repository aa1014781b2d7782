import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MILLISECONDS = 200;

/**
 * Waits until a promise of the lab holds.
 *
 * @param promise what is to come true, as the error will say it
 * @param look at the lab once: undefined once the promise holds, else what is still in the way
 * @param signal ends the wait when nobody needs it any more
 * @returns seconds that it took
 * @throws {Error} with what was in the way last, after five minutes unless told otherwise; or the reason of the signal
 */
export async function eventually(
  promise: string,
  look: () => Promise<string | undefined>,
  patienceSeconds = 300,
  signal?: AbortSignal,
): Promise<number> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  for (;;) {
    const obstacle = await look().catch((error: Error) => error.message);
    signal?.throwIfAborted();
    if (obstacle === undefined) return seconds();
    if (seconds() > patienceSeconds) throw new Error(`Not within ${patienceSeconds} s: ${promise}; ${obstacle}`);
    await sleep(PAUSE_MILLISECONDS, undefined, { signal });
  }
}
