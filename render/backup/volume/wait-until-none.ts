import { until } from "../../up/lab/until.ts";

const PAUSE_SECONDS = 1;

/**
 * Waits until nothing stands in the way any more.
 *
 * @param look what does, a line each
 * @throws {Error} when the time is over, with the trouble and what is left
 */
export async function waitUntilNone(
  look: () => Promise<string[]>,
  seconds: number,
  say: (line: string) => void,
  trouble: string,
): Promise<void> {
  const missing = await until(look, seconds, say, PAUSE_SECONDS);
  if (missing.length > 0) throw new Error(`Cannot go on, ${trouble}: ${missing.join(", ")}`);
}
