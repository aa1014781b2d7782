import type { Finding } from "./finding.ts";
import type { Recollection } from "./memory.ts";
import type { Snapshot } from "./snapshot.ts";

/** One link of the chain from a power socket to an app. */
export interface Link {
  /** `file systems`. */
  readonly name: string;
  /** What is so when nothing is wrong with it, as a sentence. */
  readonly promise: string;
  /** What it may take a while for without anybody's help: `the disks of their host, and the time`. */
  readonly waitsFor: string;
  /** What is wrong with it and what comes next. Pure. */
  judge(snapshot: Snapshot, memory: Recollection): Finding[];
}
