import { moves } from "./couplings.ts";
import { compareVersions, minorOf, parseVersion } from "./version.ts";

/** Why a component must not move from one version to the other; undefined if it may. */
export function forbiddenMove(
  component: string,
  from: string,
  to: string,
): { problem: string; remedy: string } | undefined {
  const allowed = moves[component];
  const [old, next] = [parseVersion(from), parseVersion(to)];
  if (allowed === undefined || old === undefined || next === undefined) return undefined;
  if (!allowed.goesBack && compareVersions(next, old) < 0) {
    return { problem: `"${component}" cannot go back from ${from} (${allowed.source})`, remedy: "choose a newer one" };
  }
  if (allowed.skipsMinors || (next.major === old.major && next.minor <= old.minor + 1)) return undefined;
  return {
    problem: `"${component}" moves one minor version at a time, and ${from} is of ${minorOf(old)} (${allowed.source})`,
    remedy:
      next.major === old.major
        ? `go to ${old.major}.${old.minor + 1} first`
        : `go to the last minor version of ${old.major} first, and read what its makers say about ${next.major}`,
  };
}
