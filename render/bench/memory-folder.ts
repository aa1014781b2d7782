import { existsSync } from "node:fs";
import { tmpdir } from "node:os";

/** A folder in memory where there is one: the disk of a shared machine would be the larger part of what is measured. */
export function memoryFolder(): string {
  return existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
}
