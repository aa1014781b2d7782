import { once } from "node:events";
import module from "node:module";
import { Worker } from "node:worker_threads";
import type { Suspect } from "./patterns.ts";

/**
 * secretlint in a thread of its own: to load it and to run it takes 50 ms, as long as to build a small lab, and a Pi
 * has cores to spare.
 */
let thread: Worker | undefined;

/** Begins to load it, for whoever will need it soon. */
export function warmUp(): void {
  thread ??= startThread();
}

/** What secretlint finds in a text; one text after the other. */
export function lint(text: string): Promise<readonly Suspect[]> {
  const answer = queue.then(() => ask(text));
  queue = answer.catch(() => {});
  return answer;
}

let queue: Promise<unknown> = Promise.resolve();

async function ask(text: string): Promise<readonly Suspect[]> {
  thread ??= startThread();
  thread.ref();
  try {
    thread.postMessage(text);
    const [suspects] = (await once(thread, "message")) as [readonly Suspect[]];
    return suspects;
  } finally {
    thread.unref();
  }
}

function startThread(): Worker {
  const worker = new Worker(new URL("./secretlint-thread.ts", import.meta.url), {
    workerData: { compileCache: module.getCompileCacheDir() },
  });
  worker.unref(); // a process that needs it no more must end
  return worker;
}
