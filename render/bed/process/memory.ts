import { readdirSync, readFileSync } from "node:fs";

/**
 * Memory of every process that this one has started, directly or not, in MiB: their proportional set sizes, so that
 * what several share counts once.
 *
 * @see https://www.kernel.org/doc/html/latest/filesystems/proc.html
 */
export function memoryBelow(pid: number = process.pid): number {
  const children = childrenByParent();
  const below = (parent: number): number[] => (children.get(parent) ?? []).flatMap(child => [child, ...below(child)]);
  return below(pid).reduce((sum, child) => sum + kibibytesOf(child), 0) / 1024;
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter(entry => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

/** The fourth field; the second is a name in parentheses that may hold blanks. Undefined: it has ended meanwhile. */
function parentOf(pid: string): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  return stat === "" ? undefined : parent;
}

function kibibytesOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
