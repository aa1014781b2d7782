/** The numbers of a version: `v1.36.3+k3s1` is 1, 36, 3. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Takes a version apart; what has fewer than three numbers has zeros. Undefined for what is no version. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor = "0", patch = "0"] =
    /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.\d+)*(?:[-+][\w.+-]+)?$/.exec(text) ?? [];
  if (major === undefined) return undefined;
  return { major: Number(major), minor: Number(minor), patch: Number(patch) };
}

/** Major and minor, as in `1.36`. */
export function minorOf({ major, minor }: Version): string {
  return `${major}.${minor}`;
}

/** Negative if `one` is older than `other`, positive if it is newer; zero if their numbers are the same. */
export function compareVersions(one: Version, other: Version): number {
  return one.major - other.major || one.minor - other.minor || one.patch - other.patch;
}
