import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROUNDS = 9;
/** A line of the diff. */
const DIFF = / → .*\n/;
/** The last line that `lab watch` says of a save. */
const DONE = /\d ms\n/;
/** A watcher that says nothing for so long is broken. */
const LONGEST_WAIT_MILLISECONDS = 10_000;

/** From the save of a file to the line of the diff on the terminal. */
export interface Latencies {
  /** An app's file. */
  readonly leafMilliseconds: number;
  /** A shape's part, on which every app depends. */
  readonly sharedMilliseconds: number;
}

/** Measures `lab watch` in the repository in `folder`: medians of several saves. */
export async function watchLatencies(folder: string): Promise<Latencies> {
  const watcher = spawn(process.execPath, ["render/lab.mjs", "watch"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let output = "";
    watcher.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    const shown = async (words: RegExp) => {
      for (let found = words.exec(output); ; found = words.exec(output)) {
        if (found !== null) {
          output = output.slice(found.index + found[0].length);
          return;
        }
        await once(watcher.stdout, "data", { signal: AbortSignal.timeout(LONGEST_WAIT_MILLISECONDS) });
      }
    };
    await shown(/Watching/);
    const latency = async (path: string, from: string | RegExp, to: (round: number) => string, words: RegExp) => {
      const file = join(folder, path);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const text = readFileSync(file, "utf8").replace(from, to(round));
        const started = performance.now();
        writeFileSync(file, text);
        await shown(words);
        times.push(performance.now() - started);
        await shown(DONE); // the guidebook, which nobody waits for
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      return Math.round(times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0);
    };
    return {
      leafMilliseconds: await latency("apps/erp.ts", /port: \d+/, round => `port: ${9000 + round}`, DIFF),
      sharedMilliseconds: await latency(
        "platform/shapes/process.ts",
        /failureThreshold: \d+ \}, \/\/ five/,
        round => `failureThreshold: ${61 + round} }, // five`,
        DIFF,
      ),
    };
  } finally {
    watcher.kill();
  }
}
