const MOST_LINES = 20;
const SHORTEST_LINE = 6;
const SHORTEST_WORD = 12;

/** The end of what a program complained of, indented, without anything that it was given to read. */
export function errorLines(stderr: string, given: string | Uint8Array | undefined): string {
  const lines = hide(stderr, given)
    .split(/\r?\n/)
    .filter(line => line.trim() !== "");
  return lines
    .slice(-MOST_LINES)
    .map(line => `\n  ${line}`)
    .join("");
}

/** A program may repeat what it cannot read: whole lines of that, or words that are long enough for a secret. */
function hide(text: string, given: string | Uint8Array | undefined): string {
  if (given === undefined) return text;
  const lines = (typeof given === "string" ? given : Buffer.from(given).toString()).split(/\r?\n/);
  const words = lines.flatMap(line => line.split(/[\s"'`:=,;@/]+/)).filter(word => word.length >= SHORTEST_WORD);
  const known = [...lines.map(line => line.trim()).filter(line => line.length >= SHORTEST_LINE), ...words];
  return [...new Set(known)]
    .sort((one, other) => other.length - one.length)
    .reduce((rest, part) => rest.replaceAll(part, "…"), text);
}
