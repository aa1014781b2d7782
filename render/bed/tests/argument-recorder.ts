import { readdirSync, readFileSync } from "node:fs";

/** Keeps the arguments of every process that it sees, of which the shortest may escape it. */
export interface ArgumentRecorder {
  /** One line for each process. */
  readonly lines: ReadonlySet<string>;
  stop(): void;
}

const PAUSE_MILLISECONDS = 50;

/** Looks at every process of the machine, again and again. */
export function recordArguments(): ArgumentRecorder {
  const lines = new Set<string>();
  const look = () => {
    for (const pid of readdirSync("/proc")) {
      if (!/^\d+$/.test(pid)) continue;
      try {
        lines.add(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
      } catch {} // it has ended meanwhile
    }
  };
  const timer = setInterval(look, PAUSE_MILLISECONDS);
  return { lines, stop: () => clearInterval(timer) };
}
