import { createTwoFilesPatch } from "diff";
import { type HostFile, marksIn, secretMark } from "../../platform/hosts/host.ts";
import type { HostAt } from "./host-at.ts";
import { observe } from "./host-state.ts";
import { rows, script } from "./script.ts";

/** What stands for a line of a host's file that may hold a secret. */
const HIDDEN = "(a line that may hold a secret)";

/**
 * Unified diff of each file of a host against the file as it lies there, for `lab up --dry-run`; empty when all are the
 * same. No secret is in it: marks stand where known ones go, and of a file that holds one, or that not everyone may read,
 * a line that differs is not shown as it lies on the host.
 */
export async function fileDiff({ host, remote, secrets }: HostAt): Promise<string> {
  const input = host.files.map(({ path }) => `${path}\n`).join("");
  const found = new Map(
    rows(await remote.run(script("read-files"), { asRoot: true, input })).map(
      ([path = "", mode = "", content = ""]) => [path, { mode, content: Buffer.from(content, "base64").toString() }],
    ),
  );
  const patches = host.files.map(file => {
    const there = found.get(file.path);
    return patchOf(file.path, there && masked(there.content, there.mode, file, secrets), file.content);
  });
  const { placed } = await observe(remote, []);
  const declared = new Set(host.files.map(({ path }) => path));
  const left = [...placed.keys()].filter(path => !declared.has(path)).map(path => `${path} is removed\n`);
  return [...patches, ...left].join("");
}

/** The text of a host's file as it may be shown beside the declared one. */
export function masked(
  text: string,
  mode: string,
  { content }: Pick<HostFile, "content">,
  secrets: ReadonlyMap<string, string>,
): string {
  const names = marksIn(content);
  if (names.length === 0 && /[4567]$/.test(mode)) return text;
  const declared = new Set(content.split("\n"));
  return names
    .reduce((rest, name) => withMark(rest, name, secrets.get(name)), text)
    .split("\n")
    .map(line => (declared.has(line) ? line : HIDDEN))
    .join("\n");
}

function withMark(text: string, name: string, value: string | undefined): string {
  return value ? text.replaceAll(value, secretMark(name)) : text;
}

function patchOf(path: string, there: string | undefined, wanted: string): string {
  if (there === wanted) return "";
  const names = [there === undefined ? "missing" : "host", "declared"] as const;
  const patch = createTwoFilesPatch(path, path, there ?? "", wanted, ...names, { timeout: 2000 });
  return patch ?? `${path} differs in more than can be shown\n`;
}
