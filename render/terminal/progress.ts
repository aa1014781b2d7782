import { stderr } from "node:process";

const QUIET_MILLISECONDS = 1000;
const PAUSE_MILLISECONDS = 100;
const CLEAR_LINE = "\r\u001b[2K";

/**
 * A line on a terminal that says how far a long task is; nothing in the first second, and nothing elsewhere.
 *
 * @param what e.g. `Building units`
 * @returns to be called after each step, with the number of steps done
 */
export function progress(what: string, total: number): (done: number) => void {
  if (!stderr.isTTY) return () => {};
  const started = performance.now();
  let shown = started + QUIET_MILLISECONDS - PAUSE_MILLISECONDS;
  let isVisible = false;
  return done => {
    const now = performance.now();
    if (done === total) {
      if (isVisible) stderr.write(CLEAR_LINE);
    } else if (now - shown >= PAUSE_MILLISECONDS) {
      stderr.write(`${CLEAR_LINE}${what}: ${done} of ${total}`);
      shown = now;
      isVisible = true;
    }
  };
}
