import { parseVersion } from "./version.ts";

/**
 * Refuses what cannot be the new version of something.
 *
 * @throws {Error} for what is no version, is written otherwise than the pinned one, or is that one
 */
export function refuseVersion(name: string, from: string, to: string): void {
  const fault = faultOf(from, to);
  if (fault !== undefined) throw new Error(`Cannot compare "${name}" ${from} with "${to}": ${fault}`);
}

function faultOf(from: string, to: string): string | undefined {
  if (parseVersion(to) === undefined) return `that is no version, write one like "${from}"`;
  if (to === from) return "that is the version which is pinned, name another one";
  if (/^v/.test(from) === /^v/.test(to)) return undefined;
  return `there is no such version, write "${to.startsWith("v") ? to.slice(1) : `v${to}`}"`;
}
