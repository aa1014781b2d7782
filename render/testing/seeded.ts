import { hash } from "node:crypto";

/** Numbers from 0 to below 1 that look random, and are the same on every run: digests of a counter. */
export function seeded(seed: number): () => number {
  let count = 0;
  return () => Number.parseInt(hash("sha256", `${seed} ${count++}`).slice(0, 8), 16) / 2 ** 32;
}
