import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Files, Release } from "./release.ts";

const PATIENCE_MILLISECONDS = 60_000;

/**
 * Folder or address of the folder that has a component's files: where they are published, or else the place of that
 * component in a mirror, which is a folder or an address too.
 */
export function originOf({ version, definitions }: Release, mirror: string | undefined): string {
  if (mirror === undefined) return definitions.url(version);
  return isAddress(mirror) ? `${mirror.replace(/\/+$/, "")}/${definitions.mirror}` : join(mirror, definitions.mirror);
}

/**
 * Reads files, all at once.
 *
 * @throws {Error} that names each file that could not be had, and why
 */
export async function readFrom(origin: string, names: readonly string[]): Promise<Files> {
  const read = isAddress(origin)
    ? (name: string) => download(`${origin}/${name}`)
    : (name: string) => readLocal(join(origin, name));
  const answers = await Promise.allSettled(names.map(read));
  const problems = answers.flatMap(answer => (answer.status === "rejected" ? [(answer.reason as Error).message] : []));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return new Map(
    answers.flatMap((answer, index) => (answer.status === "fulfilled" ? [[names[index] ?? "", answer.value]] : [])),
  );
}

function isAddress(place: string): boolean {
  return /^https?:\/\//.test(place);
}

async function download(url: string): Promise<Uint8Array> {
  const response = await receive(url);
  if (!response.ok) {
    throw new Error(`Cannot fetch ${url}: the answer is ${response.status} ${response.statusText}, 200 would be right`);
  }
  return response.content;
}

async function receive(url: string) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    const { ok, status, statusText } = response;
    return { ok, status, statusText, content: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message || message : message;
    throw new Error(`Cannot fetch ${url}: ${reason}, mend the network, or name another place with --from`);
  }
}

async function readLocal(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : message;
    throw new Error(
      `Cannot read ${path}: ${reason}, name a folder with --from in which the files lie as in UPSTREAM_DIR`,
    );
  }
}
