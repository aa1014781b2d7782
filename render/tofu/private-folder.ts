import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takingInterrupts } from "./interrupts.ts";

const ENDED_BY_SIGNAL = 130;

/** A temporary folder that only this user reads, for as long as it is used; an order to end takes it away too. */
export async function withPrivateFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "lab-tofu-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    return await takingInterrupts(
      () => process.exit(ENDED_BY_SIGNAL),
      () => use(folder),
    );
  } finally {
    process.off("exit", remove);
    remove();
  }
}
