import { seeded } from "./seeded.ts";

/** The seeds the emitter is proved with. A new one is a new proof; an old one stays, so that a failure comes back. */
export const SEEDS = [1, 2026, 8675309] as const;

/** The longest string made, in UTF-16 units. */
export const LONGEST = 100_000;

/**
 * Different strings that YAML readers are known to stumble over, and mixtures of them: numbers in any base, booleans
 * and nulls of YAML 1.1, dates, indicators, control and hidden characters, text of several lines with every kind of
 * ending, and strings that are longer than a simple key may be. Equal seeds give equal strings; none holds a lone surrogate.
 */
export function trickyStrings(seed: number, count: number): string[] {
  const draw = drawFrom(seed);
  const strings = new Set<string>(WORDS);
  while (strings.size < count) strings.add(draw.pick(MAKERS)(draw));
  return [...strings].slice(0, count);
}

/** As {@link trickyStrings}, but each around the 1,024 characters of a simple key or far above, up to {@link LONGEST}. */
export function longStrings(seed: number, count: number): string[] {
  const draw = drawFrom(seed);
  const strings = new Set<string>();
  while (strings.size < count) strings.add(longString(draw, strings.size % 10 === 0));
  return [...strings];
}

/** A random object as deep as `levels`: nested maps, lists of lists, empty ones, numbers of every size, null. */
export function randomTree(seed: number, levels: number): Record<string, unknown> {
  const draw = drawFrom(seed);
  const strings = trickyStrings(seed, 500);
  const mapping = (depth: number): Record<string, unknown> =>
    Object.fromEntries(draw.times(6, () => [draw.pick(strings), value(depth)]));
  const value = (depth: number): unknown => {
    if (depth > 0 && draw.below(5) < 2) return mapping(depth - 1);
    if (depth > 0 && draw.below(3) === 0) return draw.times(5, () => value(depth - 1));
    return draw.pick([
      draw.pick(strings),
      draw.pick(NUMBERS),
      (draw.below(2e9) - 1e9) / 1000,
      true,
      false,
      null,
      {},
      [],
    ]);
  };
  return mapping(levels);
}

/** Random choices that equal seeds repeat. */
interface Draw {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** From 0 to `most` results. */
  times<T>(most: number, make: () => T): T[];
}

/** Same seed, same choices. */
function drawFrom(seed: number): Draw {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    times: (most, make) => Array.from({ length: below(most + 1) }, make),
  };
}

const NUMBERS = [
  0,
  1,
  -1,
  0.1,
  -1.5,
  1e21,
  1e-7,
  -1e-7,
  123456789.125,
  2 ** 53,
  -(2 ** 63),
  2 ** 64,
  5e-324,
  1.7976931348623157e308,
];

const WORDS = [
  ..."y Y n N yes Yes YES no No NO true True TRUE false False FALSE on On ON off Off OFF yEs tRUE oN".split(" "),
  ..."~ null Null NULL nUll nil None undefined .inf .Inf .INF -.inf +.inf .nan .NaN .NAN inf nan NaN Infinity -Infinity".split(
    " ",
  ),
  ..."<< = - -- --- ... .... ---- --- a:b ? : , [ ] { } # & * ! | > ' \" % @ ` ! !! !!str !!binary |- >+ &a *a".split(
    " ",
  ),
  ..."0 -0 +0 00 0755 0o17 0O17 0x1f 0X1F 0b11 0B11 -0b1 +0x1F 1_000 +_1 -_1 _1 __1 1__ 0_ 0x_1 0_x1 3e_26 1e3 1E3 1e+3 1e-3 1.e3".split(
    " ",
  ),
  ..."1. .5 -.5 +.5 . .. .e3 1.5e3 1_0.5 12:30 12:30:45 1:2:3.4 190:20:30 -1:30 0x1p-2 1e 1e+ e3 0x 0o 0b 0x1g 9223372036854775808".split(
    " ",
  ),
  ..."2001-12-14 2001-1-1 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2001-12-14t21:59:43z 20011214 12-14".split(
    " ",
  ),
  ..."1.2.3 1.2 v1 256Mi 50m 1.5Gi 1k 1d 5s 10.0.0.1 10.0.0.0/8 80/tcp 8080:80 ::1 fe80::1 a:b a: a:: :a a#b a:#b -a --a ---a".split(
    " ",
  ),
  ..."__proto__ constructor toString hasOwnProperty /healthz https://x/y ghcr.io/a/b:1.2.3 *.example.com $(A) {{a}} Host(`a`)".split(
    " ",
  ),
  ..."- a|? a|a: b|a #b|a # b| a|a | |  |'a'|\"a\"|a b|a  b|--- a|--- |... |%YAML 1.1|2001-12-14 21:59:43.10 -5|2001-12-14 21:59:43".split(
    "|",
  ),
  "",
];

/** What readers drop, fold, refuse or take for the end of a line, and their harmless neighbours. */
const CHARACTERS = [
  ..."\u0000\u0001\u0007\b\t\n\v\f\r\u001b\u001f\u007f\u0080\u0084\u0085\u0086\u009f\u00a0\u00a1\u00ad\u061c\u180e",
  ..."\u2000\u200b\u200d\u200e\u2027\u2028\u2029\u202a\u202e\u202f\u205f\u2060\u2066\u3000\ud7ff\ue000\ufeff\ufff9\ufffc\ufffd\ufffe\uffff",
  ..."éßÆ中あ😀👩𝒳\u{10000}\u{1fffe}\u{1ffff}\u{e0001}\u{10ffff}\u0301",
];
const NUMERIC = [..."0011235789__++--..::eExXoObBfaTtZz ,/pnis"];
const INDICATORS = [..."-?:,[]{}#&*!|>'\"%@`=<~\\$().  \n\tab1"];
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const LETTERS = [..."abcdefghijklmnopqrstuvwxyzAZ09-./_"];

const LINES = [
  "a",
  "b: c",
  "- d",
  "# e",
  "---",
  "...",
  "--- f",
  "",
  "",
  " ",
  "  ",
  "\t",
  " g",
  "  h",
  "\ti",
  "j ",
  "k\t",
  "l\r",
  "|",
  ">",
  "'",
  '"',
  "é",
  "{{ m }}",
  "%n",
  "\u0085",
  "\ufeffo",
];
const ENDINGS = [
  "",
  "\n",
  "\n\n",
  "\n\n\n",
  " ",
  " \n",
  "\n ",
  "\n \n",
  "\t",
  "\n\t",
  "\r\n",
  "\r",
  "\n\n ",
  "\u0085",
  "\u2028",
];

const MAKERS: readonly ((draw: Draw) => string)[] = [
  draw => draw.times(6, () => draw.pick(NUMERIC)).join(""),
  draw => draw.times(12, () => draw.pick(NUMERIC)).join(""),
  draw => draw.times(6, () => draw.pick(INDICATORS)).join(""),
  draw => draw.times(8, () => draw.pick(PRINTABLE)).join(""),
  draw => draw.times(60, () => draw.pick(PRINTABLE)).join(""),
  draw => draw.times(6, () => draw.pick([draw.pick(CHARACTERS), draw.pick(LETTERS)])).join(""),
  draw => draw.pick(WORDS) + draw.pick([...CHARACTERS, ...INDICATORS, ...WORDS]),
  draw => draw.pick([...CHARACTERS, ...INDICATORS, ...NUMERIC]) + draw.pick(WORDS),
  draw =>
    String.fromCodePoint(draw.pick([draw.below(0xd800), 0xe000 + draw.below(0x102000)])) + draw.pick(["", "a", "\nb"]),
  draw =>
    `${draw.times(2, () => draw.pick(LETTERS)).join("")}${draw.times(5, () => draw.pick(LINES)).join("\n")}${draw.pick(ENDINGS)}`,
  draw => `first\n${draw.times(8, () => draw.pick(LINES)).join("\n")}${draw.pick(ENDINGS)}`,
  // Nothing that spoils a block, so that blocks are proved as often as quoted text.
  draw =>
    `${draw.pick(["a", "#", "- b", "---", "c: |"])}\n${draw.times(6, () => draw.pick(["", "d", "  e ", "---", "\u00e9", "# f"])).join("\n")}${draw.pick(["", "\n", "\n\n", "\n\n\n"])}`,
];

function longString(draw: Draw, far: boolean): string {
  const alphabet = draw.pick([
    LETTERS,
    PRINTABLE,
    ["é", "中", "😀"],
    CHARACTERS,
    [...LETTERS, "\n"],
    ["a"],
    ["\n"],
    [" ", "a"],
  ]);
  const length = far ? 1 + draw.below(LONGEST) : 900 + draw.below(300);
  let text = "";
  while (text.length < length) text += draw.pick(alphabet);
  return draw.pick(["", "a", "1", "- "]) + text.slice(0, length).toWellFormed();
}
