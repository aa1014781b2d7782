import type { Amount } from "../../checks/capacity/pod-demand.ts";
import { sizeWords } from "./size-words.ts";

/** What is requested, rounded up: `1.35 cores, 2.5 GiB`. */
export function amountWords({ cpu, memory }: Amount): string {
  return cpu === 0 && memory === 0 ? "nothing" : `${coreWords(cpu)}, ${sizeWords(memory)}`;
}

/** What is left, rounded down; what is missing has a minus before it. */
export function roomWords({ cpu, memory }: Amount): string {
  return `${cores(Math.floor(cpu / 10) / 100)}, ${sizeWords(memory, Math.floor)}`.replaceAll("-", "−");
}

/** `1.35 cores`, rounded up. */
export function coreWords(millicores: number): string {
  return cores(Math.ceil(millicores / 10) / 100);
}

function cores(count: number): string {
  return `${count} ${count === 1 ? "core" : "cores"}`;
}
