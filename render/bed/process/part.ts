import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "../program/program.ts";

/** A running program of the bed. */
export interface Part {
  readonly name: string;
  /** File with all that it prints. */
  readonly log: string;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it once more after its end, with the same words on the same ports, and waits until it is ready. */
  restart(): Promise<void>;
  /** Process identifier of its latest start. */
  readonly pid: number;
  /** Resolves when it ends though nobody told it to; the message has the end of its log. */
  readonly death: Promise<Error>;
}

export interface PartProps {
  readonly name: string;
  readonly program: Program;
  readonly words: readonly string[];
  /** In addition to this process's own environment; undefined takes a variable of it away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where it runs and logs; all of its state lies here. */
  readonly folder: string;
  /** Whether it can be used now; an error counts as not yet, and so do two seconds without an answer. */
  readonly isReady: () => Promise<boolean>;
}

const PATIENCE_MILLISECONDS = 60_000;
const ANSWER_MILLISECONDS = 2_000;
const GRACE_MILLISECONDS = 10_000;
const LOG_LINES = 20;

/**
 * Starts a program and waits until it is ready. It has a session of its own, so that a Ctrl-C reaches only who stops it
 * in order, and the kernel ends it when this process is gone.
 *
 * @throws {Error} with the end of its log when it ends or is not ready within a minute; it is stopped then
 */
export async function startPart(props: PartProps): Promise<Part> {
  const { name, folder } = props;
  const log = join(folder, `${name}.log`);
  let child = launch(props, log);
  let told = false;
  const { promise: death, resolve } = Promise.withResolvers<Error>();

  const end = async (signal: NodeJS.Signals) => {
    told = true;
    await endChild(child, signal);
  };
  const becomeReady = async () => {
    try {
      await untilReady(child, props, log);
    } catch (error) {
      await end("SIGTERM");
      throw error;
    }
    const report = () => told || resolve(new Error(`${name} ended\n${endOf(log)}`));
    if (hasEnded(child)) report();
    else child.once("exit", report);
  };
  await becomeReady();
  return {
    name,
    log,
    death,
    get pid() {
      return child.pid as number;
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    async restart() {
      child = launch(props, log);
      told = false;
      await becomeReady();
    },
  };
}

/** Words before a program's own by which it receives SIGTERM when its parent dies (util-linux). */
export const WITH_PARENT = ["setpriv", "--pdeathsig=TERM"] as const;

function launch({ program, words, env = {}, folder }: PartProps, log: string): ChildProcess {
  const output = openSync(log, "a");
  const [file, ...first] = [...WITH_PARENT, ...program, ...words];
  const child = spawn(file, first, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", output, output],
    detached: true,
  });
  closeSync(output);
  return child;
}

async function untilReady(child: ChildProcess, { name, isReady }: PartProps, log: string): Promise<void> {
  let failure: Error | undefined;
  const ended = new Promise<boolean>(resolve => {
    child.once("exit", () => resolve(false));
    child.once("error", error => {
      failure = error;
      resolve(false);
    });
  });
  const holds = () => {
    const limit = sleep(ANSWER_MILLISECONDS, false, { ref: false });
    return Promise.race([isReady().catch(() => false), ended, limit]);
  };
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (!(await holds())) {
    if (failure !== undefined) throw new Error(`Cannot start ${name}: ${failure.message}`);
    if (hasEnded(child)) throw new Error(`Cannot start ${name}: it ended\n${endOf(log)}`);
    if (performance.now() > deadline) throw new Error(`Cannot start ${name}: it is not ready in time\n${endOf(log)}`);
    await sleep(50);
  }
}

async function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill(signal);
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
