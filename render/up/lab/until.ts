import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until nothing is missing any more; an error while it looks is something missing too.
 *
 * @param look what is still missing, a line each
 * @param say hears what is missing whenever that changes
 * @returns what is missing at the end of the time
 */
export async function until(
  look: () => Promise<readonly string[]>,
  patienceSeconds: number,
  say: (line: string) => void,
  pauseSeconds = 3,
): Promise<readonly string[]> {
  const end = performance.now() + patienceSeconds * 1000;
  let said: readonly string[] = [];
  for (;;) {
    const missing = await look().catch((error: Error) => [error.message]);
    if (missing.length === 0 || performance.now() > end) return missing;
    for (const line of missing.filter(line => !said.includes(line))) say(`waits: ${line}`);
    said = missing;
    await sleep(pauseSeconds * 1000);
  }
}
