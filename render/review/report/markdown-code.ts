import { harmless } from "../../terminal/harmless.ts";

/**
 * A text as code within a line of Markdown, whatever it holds: nothing of it is a link, a mention or a tag.
 *
 * @see https://spec.commonmark.org/0.31.2/#code-spans
 */
export function codeSpan(text: string): string {
  const shown = harmless(text);
  if (shown.trim() === "") return "` `";
  const fence = "`".repeat(longestRun(shown) + 1);
  const blank = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${blank}${shown}${blank}${fence}`;
}

/**
 * Lines as a block of code, whatever they hold but the end of a line.
 *
 * @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function codeBlock(lines: readonly string[]): string[] {
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return [fence, ...lines, fence];
}

/** Length of the longest run of backticks. */
function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
