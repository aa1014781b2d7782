import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A place where no secret may lie, as one text. */
export interface Medium {
  readonly name: string;
  readonly text: string;
}

/**
 * Where secrets lie that must not.
 *
 * @param secrets each with what it is
 * @returns one line for each secret and medium; never the secret itself
 */
export function leaks(secrets: ReadonlyMap<string, string>, media: readonly Medium[]): string[] {
  return media.flatMap(({ name, text }) =>
    [...secrets].filter(([secret]) => text.includes(secret)).map(([, what]) => `${name} holds what is of "${what}"`),
  );
}

/** The files below a folder that are wanted, as one medium; bytes are taken as letters, so that binary files count too. */
export function filesMedium(name: string, folder: string, isWanted: (path: string) => boolean): Medium {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(isWanted);
  return { name, text: paths.map(path => readFileSync(path, "latin1")).join("\n") };
}
