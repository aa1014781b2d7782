/**
 * Arguments of a program by flag, so that one more moves none of the others: `["run", "--log=INFO", "-c", "a"]` becomes
 * `{ "0": "run", "--log": "INFO", "-c": ["a"] }`. A flag alone is true, and words after a flag belong to it; where a
 * flag comes again it is called `--flag/2`. Nothing is lost but the order of the flags.
 *
 * @returns the list itself where no word is a flag
 */
export function byFlag(list: readonly unknown[]): unknown {
  if (!list.every(word => typeof word === "string")) return list;
  const first = list.findIndex(isFlag);
  if (first < 0) return list;
  const found = new Map<string, unknown>(list.slice(0, first).map((word, index) => [`${index}`, word]));
  for (const [flag = "", ...words] of groups(list.slice(first))) {
    const [name = "", ...value] = flag.split("=");
    found.set(unused(name, found), flagValue(flag.includes("=") ? value.join("=") : undefined, words));
  }
  return Object.fromEntries(found);
}

function isFlag(word: string): boolean {
  return /^--?[A-Za-z][^\s=]*(=|$)/.test(word);
}

/** Each flag with the words after it. */
function groups(words: readonly string[]): string[][] {
  const found: string[][] = [];
  for (const word of words) {
    if (isFlag(word)) found.push([word]);
    else found.at(-1)?.push(word);
  }
  return found;
}

function flagValue(value: string | undefined, words: readonly string[]): unknown {
  if (words.length === 0) return value ?? true;
  return value === undefined ? words : [`=${value}`, ...words];
}

function unused(name: string, found: ReadonlyMap<string, unknown>): string {
  let candidate = name;
  for (let count = 2; found.has(candidate); count++) candidate = `${name}/${count}`;
  return candidate;
}
