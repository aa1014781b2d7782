import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Running } from "../process/parts.ts";

/** The API server refused what is right for the real program: no second try mends that. */
export class Refusal extends Error {}

export interface StandInProps {
  readonly name: string;
  /** Where it logs. */
  readonly folder: string;
  readonly pauseMilliseconds: number;
  /**
   * One look at the cluster, and what follows from it. An error ends the round alone, a Refusal the stand-in.
   *
   * @param report adds a line to the log
   */
  readonly round: (signal: AbortSignal, report: (line: string) => void) => Promise<void>;
}

/** Starts a stand-in that lives in this process: one round after the other. It outlives the API server, however that ends. */
export function startStandIn(props: StandInProps): Running {
  const { name, folder } = props;
  const log = join(folder, `${name}.log`);
  const ending = new AbortController();
  const { promise: death, resolve } = Promise.withResolvers<Error>();
  const work = goRound(props, log, ending.signal).catch((error: Error) => {
    resolve(new Error(`${name} ended\n${error.message}`));
  });
  return {
    name,
    log,
    death,
    async stop() {
      ending.abort();
      await work;
    },
  };
}

async function goRound({ round, pauseMilliseconds }: StandInProps, log: string, signal: AbortSignal): Promise<void> {
  const report = (line: string) => appendFileSync(log, `${line}\n`);
  while (!signal.aborted) {
    try {
      await round(signal, report);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (!signal.aborted) report(String(error));
    }
    await sleep(pauseMilliseconds, undefined, { signal }).catch(() => {});
  }
}
