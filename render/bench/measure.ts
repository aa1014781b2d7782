import { spawnSync } from "node:child_process";

/** One run of a whole process. */
export interface Run {
  readonly seconds: number;
  readonly peakMebibytes: number;
}

/** Words of a command that Node of this process runs. */
export type Command = readonly string[];

/**
 * Runs a command to its end and measures it from outside; peak memory is what the process itself reports at exit.
 *
 * @param successes exit codes of a run that did what it should
 * @throws {Error} with its output when it fails
 */
export function measure(command: Command, folder: string, successes: readonly number[] = [0]): Run {
  const started = performance.now();
  const result = spawnSync(process.execPath, ["--import", REPORT_PEAK, ...command], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - started) / 1000;
  if (!successes.includes(result.status ?? -1))
    throw new Error(`Cannot measure ${command.join(" ")}: it failed\n${result.stdout}${result.stderr}`);
  return { seconds, peakMebibytes: Number(result.output[3]) / 1024 };
}

/** A module that writes the peak memory in KiB to descriptor 3 when the process ends. */
const REPORT_PEAK = `data:text/javascript,import { writeSync } from "node:fs";
process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));`;

/** The run in the middle, by time. */
export function median(runs: readonly Run[]): Run {
  const sorted = [...runs].sort((a, b) => a.seconds - b.seconds);
  return sorted[Math.floor(sorted.length / 2)] as Run;
}
