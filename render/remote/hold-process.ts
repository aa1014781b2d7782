import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type Ran, runProcess } from "./run-process.ts";

export interface HoldOptions {
  /** Its standard input before the dots. */
  readonly input: string;
  /** Ends it when this is aborted. */
  readonly signal: AbortSignal;
  /** It is ended when it has not printed a line by then. */
  readonly limitMilliseconds: number;
}

/** A program that goes on beside this one. */
export interface HeldProcess {
  /** The line that it printed first; undefined when it ended without one. */
  readonly said: Promise<string | undefined>;
  readonly ended: Promise<Ran>;
}

const BEAT_MILLISECONDS = 5000;

/** For a timer of Node there is nothing longer. */
const FOR_EVER_MILLISECONDS = 2 ** 31 - 1;

/** Starts a program of this machine, which gets a dot on its standard input every five seconds for as long as both live. */
export function holdProcess(program: string, words: readonly string[], options: HoldOptions): HeldProcess {
  const { input, signal, limitMilliseconds } = options;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limitMilliseconds);
  const { promise: firstLine, resolve: say } = Promise.withResolvers<string>();
  let printed = "";
  const ended = runProcess(program, words, {
    input: Readable.from(beats(input)),
    timeoutMilliseconds: FOR_EVER_MILLISECONDS,
    signal: AbortSignal.any([signal, late.signal]),
    heard(chunk) {
      printed += chunk;
      if (!printed.includes("\n")) return;
      clearTimeout(timer);
      say(printed.slice(0, printed.indexOf("\n")));
    },
  }).then(ran => {
    clearTimeout(timer);
    return late.signal.aborted ? { ...ran, cutShort: "took too long" as const } : ran;
  });
  return { said: Promise.race([firstLine, ended.then(() => undefined)]), ended };
}

async function* beats(before: string) {
  yield before;
  for (;;) {
    await sleep(BEAT_MILLISECONDS, undefined, { ref: false });
    yield ".";
  }
}
