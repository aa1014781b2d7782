import { spawnSync } from "node:child_process";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Finding } from "../../clusters/finding.ts";
import { repositoryFolder } from "../repository.ts";
import { MODULES } from "./load.ts";

/** Why a module of the declaration could not be loaded: the file and line that the error's stack begins with. */
export function loadFinding(error: unknown): Finding {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const place =
    importerOf(message) ?? placeOf(stack) ?? (error instanceof SyntaxError ? placeOf(uncaught()) : undefined);
  return {
    level: "error",
    rule: "load",
    ...(place !== undefined && { object: [place.file, place.line].filter(part => part !== undefined).join(":") }),
    problem: `it cannot be loaded: ${message.split("\n")[0]?.replaceAll(`${repositoryFolder}${sep}`, "")}`,
    remedy: "mend it",
    file: place?.file ?? "apps/index.ts",
  };
}

interface Place {
  readonly file: string;
  readonly line?: string;
}

/** First place of the stack inside the repository, not in its packages. */
function placeOf(stack: string): Place | undefined {
  for (const [, url = "", line = ""] of stack.matchAll(/(file:\/\/\/[^\s:)?]+)[^\s:)]*:(\d+)/g)) {
    const file = relative(repositoryFolder, fileURLToPath(url));
    if (!file.startsWith("..") && !file.startsWith("node_modules")) return { file, line };
  }
  return undefined;
}

/** The file that asks for a module which is not there; Node says it in the message only, and without a line. */
function importerOf(message: string): Place | undefined {
  const importer = /^Cannot find .* imported from (.+)$/m.exec(message)?.[1];
  return importer === undefined ? undefined : { file: relative(repositoryFolder, importer) };
}

/** What Node prints about the same error when nobody catches it: only then does V8 tell the place of some SyntaxErrors. */
function uncaught(): string {
  const imports = MODULES.map(path => `import ${JSON.stringify(pathToFileURL(join(repositoryFolder, path)).href)};`);
  return spawnSync(process.execPath, ["--input-type=module", "--eval", imports.join("")], { encoding: "utf8" }).stderr;
}
