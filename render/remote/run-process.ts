import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What a program came to. */
export interface Ran {
  /** `undefined` when a signal ended it, ours or another's. */
  readonly status: number | undefined;
  readonly stdout: string;
  /** The end of it, where it is long. */
  readonly stderr: string;
  /** Why it was ended before it was done. */
  readonly cutShort: "took too long" | "printed too much" | undefined;
}

export interface ProcessOptions {
  readonly input?: string | Uint8Array | Readable | undefined;
  /** At most 2³¹ - 1, which are 24 days. */
  readonly timeoutMilliseconds: number;
  /** Ends it when this is aborted. */
  readonly signal?: AbortSignal;
  /** Hears what it prints while it runs. */
  readonly heard?: (chunk: string) => void;
}

const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;
const MOST_ERROR_CHARACTERS = 64 * 1024;

/** A master connection of OpenSSH before 8.6 keeps the standard error of who started it: nobody waits for its end. */
const STRAGGLER_MILLISECONDS = 50;

/**
 * Runs a program of this machine, without a shell.
 *
 * @throws {Error} when it cannot be started
 */
export function runProcess(program: string, words: readonly string[], options: ProcessOptions): Promise<Ran> {
  const { input, timeoutMilliseconds, signal, heard } = options;
  const child = spawn(program, words, { stdio: ["pipe", "pipe", "pipe"] });
  const stdout: Buffer[] = [];
  let bytes = 0;
  let stderr = "";
  let cutShort: Ran["cutShort"];
  const cut = (why: Ran["cutShort"]) => {
    cutShort ??= why;
    child.kill("SIGKILL");
  };
  const abort = () => cut(undefined);
  const timer = setTimeout(() => cut("took too long"), timeoutMilliseconds);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  child.stdout.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_OUTPUT_BYTES) cut("printed too much");
    else stdout.push(chunk);
    heard?.(chunk.toString());
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr = (stderr + chunk).slice(-MOST_ERROR_CHARACTERS);
  });
  child.stdin.on("error", () => {}); // it may end before it has read everything, which its status tells
  if (input instanceof Readable) pipeline(input, child.stdin).catch(() => {});
  else child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", error => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("exit", async code => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      await (cutShort === undefined ? closed(child.stdout) : Promise.race([closed(child.stdout), pause()]));
      await Promise.race([closed(child.stderr), pause()]);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ status: code ?? undefined, stdout: Buffer.concat(stdout).toString(), stderr, cutShort });
    });
  });
}

function closed(stream: NodeJS.ReadableStream & { readonly closed: boolean }): Promise<void> {
  return new Promise(resolve => {
    if (stream.closed) resolve();
    else stream.once("close", resolve);
  });
}

function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, STRAGGLER_MILLISECONDS));
}
