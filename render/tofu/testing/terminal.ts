import { spawn } from "node:child_process";
import { once } from "node:events";

/** What a person does: waits until the first is shown, and types the second. */
export type Dialogue = readonly (readonly [shown: string, typed: string])[];

/**
 * Runs a command on a terminal of its own (util-linux's script), with somebody who answers.
 *
 * @returns its exit code, and all that the terminal showed, echo included
 */
export async function onTerminal(
  words: readonly string[],
  dialogue: Dialogue,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly status: number | null; readonly shown: string }> {
  const quoted = words.map(word => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const child = spawn("script", ["--quiet", "--return", "--command", quoted, "/dev/null"], {
    ...options,
    stdio: "pipe",
  });
  const waiting = [...dialogue];
  let shown = "";
  let seen = 0;
  child.stdout.on("data", chunk => {
    shown += chunk;
    const [next] = waiting;
    const at = next === undefined ? -1 : shown.indexOf(next[0], seen);
    if (next === undefined || at < 0) return;
    waiting.shift();
    seen = at + next[0].length;
    child.stdin.write(`${next[1]}\n`);
  });
  const [status] = (await once(child, "close")) as [number | null];
  return { status, shown };
}
