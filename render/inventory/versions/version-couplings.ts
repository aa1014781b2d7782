import type { Lab } from "../../checks/rule.ts";
import { moves, tested } from "../../upgrade/couplings.ts";
import { compareVersions, minorOf, parseVersion } from "../../upgrade/version.ts";

/** What a pinned version was tested with, by its makers. */
export interface TestedWith {
  readonly component: string;
  readonly minor: string;
  readonly with: string;
  /** Minor versions of the other one, from and to included. */
  readonly from: string;
  readonly to: string;
  /** Minor version of the other one that is pinned. */
  readonly pinned: string;
  readonly source: string;
}

/** How far something can be upgraded before whatever was tested with it has to follow. */
export interface Ceiling {
  readonly name: string;
  readonly pinned: string;
  /** Newest minor version that all others were tested with. */
  readonly newest: string;
  /** Those that go no further. */
  readonly heldBy: readonly string[];
}

/** How something that is pinned may move to another version. */
export interface Move {
  readonly name: string;
  readonly version: string;
  readonly skipsMinors: boolean;
  readonly goesBack: boolean;
  readonly source: string;
}

/** What limits an upgrade of what is pinned in a lab. */
export interface VersionCouplings {
  readonly tested: readonly TestedWith[];
  readonly ceilings: readonly Ceiling[];
  readonly moves: readonly Move[];
}

/** How the pinned versions of a lab hold one another. The rule `coupled-versions` holds the pins to the same list. */
export function versionCouplingsOf({ cluster: { versions } }: Lab): VersionCouplings {
  const minor = (name: string) => {
    const version = parseVersion(versions[name]?.version ?? "");
    return version === undefined ? undefined : minorOf(version);
  };
  const ranges = tested.flatMap(range => {
    const pinned = minor(range.with);
    return minor(range.component) === range.minor && pinned !== undefined ? [{ ...range, pinned }] : [];
  });
  return {
    tested: ranges,
    ceilings: [...new Set(ranges.map(range => range.with))].map(name =>
      ceilingOf(ranges.filter(each => each.with === name)),
    ),
    moves: Object.entries(moves).flatMap(([name, move]) => {
      const version = versions[name]?.version;
      return version === undefined ? [] : [{ name, version, ...move }];
    }),
  };
}

function ceilingOf(ranges: readonly TestedWith[]): Ceiling {
  const [lowest] = ranges.toSorted((one, other) => compareMinors(one.to, other.to));
  const { with: name, pinned, to: newest } = lowest as TestedWith;
  const heldBy = ranges.filter(({ to }) => to === newest).map(({ component }) => component);
  return { name, pinned, newest, heldBy };
}

function compareMinors(one: string, other: string): number {
  const [first, second] = [parseVersion(one), parseVersion(other)];
  return first === undefined || second === undefined ? 0 : compareVersions(first, second);
}
