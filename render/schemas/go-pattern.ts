import { createRequire } from "node:module";
import type { RE2JS } from "re2js";

/**
 * Patterns of CRDs are written for Go's regular expressions, which JavaScript reads otherwise or not at all, often
 * without a word: `\z` is the letter z to it. Where both mean the same JavaScript's own are used, and else a port of the
 * engine that Go has; it takes 6 ms to load, which a lab without such a pattern does not pay.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function isPlain(pattern: string): boolean {
  return PLAIN.test(pattern) && isReadable(pattern);
}

/** No group but a plain one, no class in a class, none that begins with its end, no escape but of a sign, `\d` and `\w`. */
const PLAIN =
  /^(?:[^\\([\u{10000}-\u{10ffff}]|\\[^A-Za-z0-9]|\\[dw]|\((?!\?)|\(\?:|\[(?!\^?\])(?:[^\\\][]|\\[^A-Za-z0-9]|\\[dw])*\])*$/u;

function isReadable(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text holds what a pattern of Go describes. */
export function goMatches(pattern: string, text: string): boolean {
  return compiled(pattern).matcher(text).find();
}

/** Why Go could not read a pattern, such as `missing closing ]`; undefined when it can. */
export function goFault(pattern: string): string | undefined {
  try {
    compiled(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^error parsing regexp: /, "");
  }
}

const cache = new Map<string, RE2JS>();

function compiled(pattern: string): RE2JS {
  const known = cache.get(pattern) ?? engine().RE2JS.compile(pattern);
  cache.set(pattern, known);
  return known;
}

function engine() {
  return createRequire(import.meta.url)("re2js") as typeof import("re2js");
}
