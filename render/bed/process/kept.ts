import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** What the file keeps, or, at first, what is made now and kept there as JSON; only the owner may read it. */
export function kept<T>(file: string, make: () => T): T {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as T;
  const made = make();
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
