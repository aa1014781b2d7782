import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** What the file keeps, or, at first, what is made now and kept there. */
export async function kept<T>(file: string, make: () => T | Promise<T>): Promise<T> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as T;
  const made = await make();
  keep(file, made);
  return made;
}

/** Writes a value as JSON, aside first: what lies under the file's own name is whole. Only the owner may read it. */
export function keep(file: string, value: unknown): void {
  const aside = `${file}.new`;
  writeFileSync(aside, JSON.stringify(value), { mode: 0o600 });
  renameSync(aside, file);
}
