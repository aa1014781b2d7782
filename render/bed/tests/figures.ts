import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { memoryBelow } from "../process/memory.ts";
import { Parts } from "../process/parts.ts";
import { startApiServer } from "../servers/api-server.ts";
import { startEtcd } from "../servers/etcd.ts";

/** Seconds from nothing to an API server that answers: the yardstick for everything else that a bed does. */
export async function emptyApiServerSeconds(folder: string): Promise<number> {
  const own = join(folder, "yardstick");
  mkdirSync(own, { recursive: true });
  const parts = new Parts();
  try {
    const start = performance.now();
    parts.add(await startApiServer(own, parts.add(await startEtcd(own))));
    return (performance.now() - start) / 1000;
  } finally {
    await parts.stop();
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
