/** A tag that says which of two images is newer: `1.4.2`, or `1.5.0-rc1` before `1.5.0`. */
export interface VersionTag {
  readonly numbers: readonly number[];
  /** What makes it a pre-release: `rc1`, `3`; empty for a release. */
  readonly suffixes: readonly string[];
}

/** Takes a tag apart; undefined for what is no version, such as `latest`. */
export function parseVersionTag(tag: string): VersionTag | undefined {
  const [, numbers, suffix = ""] = /^v?(\d+\.\d+\.\d+)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/.exec(tag) ?? [];
  if (numbers === undefined) return undefined;
  return { numbers: numbers.split(".").map(Number), suffixes: suffix === "" ? [] : suffix.split(".") };
}

export function isRelease({ suffixes }: VersionTag): boolean {
  return suffixes.length === 0;
}

/** @see https://semver.org/#spec-item-11 */
export function isNewer(one: VersionTag, other: VersionTag): boolean {
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  if (isRelease(one) || isRelease(other)) return isRelease(one) && !isRelease(other);
  for (const [index, suffix] of one.suffixes.entries()) {
    const order = orderOf(suffix, other.suffixes[index]);
    if (order !== 0) return order > 0;
  }
  return false;
}

/** Numbers by their size, before words; more parts after fewer. */
function orderOf(one: string, other: string | undefined): number {
  if (other === undefined) return 1;
  if (one === other) return 0;
  const [isNumber, isOtherNumber] = [one, other].map(part => /^\d+$/.test(part));
  if (isNumber && isOtherNumber) return Number(one) - Number(other);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return one < other ? -1 : 1;
}
