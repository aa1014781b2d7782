import type { Pin } from "../../clusters/lab.ts";
import { type Tested, tested } from "./couplings.ts";
import { compareVersions, minorOf, parseVersion } from "./version.ts";

const FILE = "render/upgrade/couplings.ts";

/** Two pinned versions that do not fit together. */
export interface Misfit {
  /** The one whose makers test the other. */
  readonly component: string;
  readonly with?: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Pinned versions that their makers have not tested together. A pin that is no version is none of this rule's. */
export function misfits(versions: Readonly<Record<string, Pin>>): Misfit[] {
  return [...new Set(tested.map(({ component }) => component))].flatMap(component => {
    const version = parseVersion(versions[component]?.version ?? "");
    if (version === undefined) return [];
    const ranges = tested.filter(range => range.component === component && range.minor === minorOf(version));
    if (ranges.length === 0) return [unknown(component, minorOf(version))];
    return ranges.flatMap(range => outside(range, versions[range.with]?.version));
  });
}

function unknown(component: string, minor: string): Misfit {
  const known = tested.find(range => range.component === component)?.source;
  return {
    component,
    problem: `nobody has written down what "${component}" ${minor} was tested with`,
    remedy: `add to ${FILE} what ${known} says, or pin another version`,
  };
}

function outside({ component, minor, with: other, from, to, source }: Tested, pinned = ""): Misfit[] {
  const version = parseVersion(pinned);
  if (version === undefined || isWithin(minorOf(version), from, to)) return [];
  return [
    {
      component,
      with: other,
      problem: `"${component}" ${minor} was tested with "${other}" ${from} to ${to}, and "${pinned}" is pinned (${source})`,
      remedy: `pin a "${other}" of these, or a "${component}" that was tested with it`,
    },
  ];
}

function isWithin(minor: string, from: string, to: string): boolean {
  const [version, lowest, highest] = [minor, from, to].map(parseVersion);
  if (version === undefined || lowest === undefined || highest === undefined) return false;
  return compareVersions(version, lowest) >= 0 && compareVersions(version, highest) <= 0;
}
