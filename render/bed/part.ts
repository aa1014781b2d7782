import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "./program.ts";

/** A running program of the bed. */
export interface Part {
  readonly name: string;
  /** File with all that it prints. */
  readonly log: string;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
}

export interface PartProps {
  readonly name: string;
  readonly program: Program;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs and logs; all of its state lies here. */
  readonly folder: string;
  /** Whether it can be used now. */
  readonly isReady: () => Promise<boolean>;
}

const PATIENCE_MILLISECONDS = 60_000;
const GRACE_MILLISECONDS = 5_000;
const LOG_LINES = 20;

/**
 * Starts a program and waits until it is ready.
 *
 * @throws {Error} with the end of its log when it ends or is not ready within a minute; it is stopped then
 */
export async function startPart(props: PartProps): Promise<Part> {
  const { name, program, words, env = {}, folder } = props;
  const log = join(folder, `${name}.log`);
  const output = openSync(log, "w");
  const [file, ...first] = program;
  const child = spawn(file, [...first, ...words], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const part: Part = { name, log, stop: () => stop(child) };
  try {
    await untilReady(child, props, log);
  } catch (error) {
    await part.stop();
    throw error;
  }
  return part;
}

async function untilReady(child: ChildProcess, { name, isReady }: PartProps, log: string): Promise<void> {
  let failure: Error | undefined;
  child.once("error", error => (failure = error));
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (!(await isReady().catch(() => false))) {
    if (failure !== undefined) throw new Error(`Cannot start ${name}: ${failure.message}`);
    if (hasEnded(child)) throw new Error(`Cannot start ${name}: it ended\n${endOf(log)}`);
    if (performance.now() > deadline) throw new Error(`Cannot start ${name}: it is not ready in time\n${endOf(log)}`);
    await sleep(50);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null || pid === undefined;
}

function endOf(log: string): string {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-LOG_LINES).join("\n");
}
