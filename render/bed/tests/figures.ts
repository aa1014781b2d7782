import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryBelow } from "../process/memory.ts";
import { Parts } from "../process/parts.ts";
import { startApiServer } from "../servers/api-server.ts";
import { startEtcd } from "../servers/etcd.ts";

/**
 * Seconds from nothing to an API server that answers: the yardstick for everything else that a bed does. To be taken
 * before the bed starts, which would slow it down.
 */
export async function emptyApiServerSeconds(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "yardstick-"));
  const parts = new Parts();
  try {
    const start = performance.now();
    parts.add(await startApiServer(folder, parts.add(await startEtcd(folder))));
    return (performance.now() - start) / 1000;
  } finally {
    await parts.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Notes the most memory that the bed has taken, looking every two seconds. */
export class MemoryPeak {
  #mebibytes = 0;
  readonly #timer = setInterval(() => this.#look(), 2000);

  #look(): void {
    this.#mebibytes = Math.max(this.#mebibytes, memoryBelow());
  }

  /** Stops looking. @returns MiB */
  end(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#mebibytes;
  }
}
