import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { withoutSent } from "../../platform/secrets/without-sent.ts";
import { userState } from "../user-state.ts";

export interface RunLog {
  readonly file: string;
  /** Adds lines, each with the time. */
  write(lines: readonly string[]): void;
}

const KEPT_LOGS = 30;

/**
 * A log of one run of a command on a cluster, which can be attached to a report: plain text in the user's folder of
 * states, for this user alone. Older ones leave when there are more than thirty.
 *
 * @param secrets what must not be in it, as known at the time of writing
 */
export function runLog(cluster: string, command: string, secrets: () => Iterable<string>): RunLog {
  const folder = join(userState(cluster), "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${command}-${now().replaceAll(/[:.]/g, "-")}.log`);
  appendFileSync(file, "", { mode: 0o600 });
  forgetOld(folder, command);
  return {
    file,
    write(lines) {
      const texts = lines.map(line => `${now()} ${stripVTControlCharacters(withoutSent(line, [...secrets()]))}\n`);
      appendFileSync(file, texts.join(""));
    },
  };
}

function now(): string {
  return new Date().toISOString();
}

function forgetOld(folder: string, command: string): void {
  const logs = readdirSync(folder)
    .filter(name => name.startsWith(`${command}-`))
    .sort();
  for (const name of logs.slice(0, -KEPT_LOGS)) rmSync(join(folder, name));
}
