import { hash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KubeObject } from "../../platform/kube-object.ts";
import { repositoryFolder } from "../repository.ts";
import type { Summary } from "../summary.ts";
import type { Made } from "./remembering-converters.ts";

/** What the last rendering found out, and need not be found out again while its sources stay the same. */
export interface Memory {
  /** Objects of units, by a key of everything that they depend on. */
  readonly units: Readonly<Record<string, readonly KubeObject[]>>;
  /** Of pictures and pages of guidebooks, what they were made of. */
  readonly made?: Made;
  readonly last?: LastRendering;
}

/** The last rendering that was written whole. */
export interface LastRendering {
  /** Digest of all sources, and of where schemas lie. */
  readonly sources: string;
  /** Digest of the tree. */
  readonly tree: string;
  readonly summary: Summary;
}

const FILE = join(repositoryFolder, "node_modules", ".cache", "lab", "memory");

/** The memory on disk; empty when there is none, or when what is there is not what was written. */
export function readMemory(): Memory {
  try {
    const text = readFileSync(FILE, "utf8");
    const end = text.indexOf("\n");
    const payload = text.slice(end + 1);
    const memory = hash("sha256", payload) === text.slice(0, end) ? (JSON.parse(payload) as Memory | null) : null;
    return memory?.units ? memory : { units: {} };
  } catch {
    return { units: {} };
  }
}

/** Writes the memory; where that is not possible there is none, and the next rendering takes longer. */
export function writeMemory(memory: Memory): void {
  try {
    const payload = JSON.stringify(memory);
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(`${FILE}.${process.pid}`, `${hash("sha256", payload)}\n${payload}`);
    renameSync(`${FILE}.${process.pid}`, FILE);
  } catch {
    // a read-only or full disk
  }
}
