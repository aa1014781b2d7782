import { stdin } from "node:process";
import { buffer } from "node:stream/consumers";
import { fromPrompt } from "../../platform/secrets/source-prompt.ts";

/**
 * All of the standard input; where that is a terminal and one key is wanted, an answer that is not shown.
 *
 * @throws {Error} when it is no text, or a terminal is no place for several keys
 */
export async function standardInput(path: string, key: string | undefined): Promise<string> {
  if (!stdin.isTTY) return textOf(path, await buffer(stdin));
  if (key === undefined) {
    throw new Error(`Cannot set ${path}: a terminal shows what is typed, name one key, or give a file: < values.env`);
  }
  const found = await fromPrompt(`${path} ${key}`, () => {});
  if ("value" in found) return found.value;
  throw new Error(`Cannot set ${path}: the answer was empty, give it a value`);
}

function textOf(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`Cannot set ${path}: the standard input is no text in UTF-8, encode it: base64 < file`);
  }
}
