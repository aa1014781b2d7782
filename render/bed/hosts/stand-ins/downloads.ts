import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Program } from "../../../../platform/hosts/host.ts";
import { program } from "../../program/program.ts";

/**
 * What the hosts download, at the paths that their programs name: k3s is `k3s.py`, whose version is that of its path;
 * everything else is the program itself, from the parts of the bed.
 *
 * @param folder what is served at `prefix`
 */
export function layOutDownloads(folder: string, prefix: string, programs: readonly Program[]): void {
  for (const { url, checksums, path, version } of programs) {
    const file = fileOf(folder, prefix, url);
    mkdirSync(dirname(file), { recursive: true });
    if (basename(path) === "k3s") writeFileSync(file, k3s(version));
    else copyFileSync(sourceOf(basename(path)), file);
    const sum = createHash("sha256").update(readFileSync(file)).digest("hex");
    writeFileSync(fileOf(folder, prefix, checksums), `${sum}  ${basename(file)}\n`);
  }
}

function fileOf(folder: string, prefix: string, url: string): string {
  if (!url.startsWith(prefix)) throw new Error(`Cannot serve ${url} to test hosts: it is not below ${prefix}`);
  return join(folder, decodeURIComponent(url.slice(prefix.length)));
}

function k3s(version: string): string {
  return readFileSync(new URL("k3s.py", import.meta.url), "utf8").replace("@@VERSION@@", version);
}

function sourceOf(name: string): string {
  const [file] = program(name);
  return file;
}
