import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** What a program came to. */
export interface Outcome {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, while what this process serves to it goes on being served. */
export async function outcomeOf(file: string, words: readonly string[], input = ""): Promise<Outcome> {
  const child = spawn(file, words, { stdio: "pipe" });
  const status = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  child.stdin.on("error", () => {}); // it may end without having read everything
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}
