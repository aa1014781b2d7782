import { basename } from "node:path/posix";
import type { HostFile } from "./host.ts";

/** `DefaultTimeoutStopSec` of systemd, for a unit that names no limit. */
const SYSTEMD_SECONDS = 90;

/**
 * How long a machine may take to stop, by the limits that its own files set: first its pods, whom logind lets delay the
 * shutdown, then its services, each before what it was started after. The sum of the longest such row.
 *
 * Units that packages bring are not counted: what writes data has ended before them.
 *
 * @throws when units wait for each other in a circle
 * @see https://www.freedesktop.org/software/systemd/man/systemd.unit.html (Before=, After=)
 * @see https://www.freedesktop.org/software/systemd/man/systemd.service.html (TimeoutStopSec=)
 */
export function stopSeconds(files: readonly Pick<HostFile, "path" | "content">[]): number {
  const units = new Map(files.filter(isService).map(({ path, content }) => [basename(path), content]));
  const pods = files.flatMap(({ content }) => secondsIn(content, "InhibitDelayMaxSec") ?? []);
  return Math.max(0, ...pods) + Math.max(0, ...[...units.keys()].map(unit => rowEndingWith(unit, units, [])));
}

/** Seconds until a unit has stopped: its own, after the longest of those that were started after it. */
function rowEndingWith(unit: string, units: ReadonlyMap<string, string>, behind: readonly string[]): number {
  if (behind.includes(unit)) {
    throw new Error(`Cannot tell how long a host stops: ${[...behind, unit].join(" waits for ")}, see platform/hosts`);
  }
  const before = [...units].filter(([, content]) => startsAfter(content).includes(unit)).map(([name]) => name);
  const rows = before.map(name => rowEndingWith(name, units, [...behind, unit]));
  return (secondsIn(units.get(unit) ?? "", "TimeoutStopSec") ?? SYSTEMD_SECONDS) + Math.max(0, ...rows);
}

function startsAfter(content: string): string[] {
  return Array.from(content.matchAll(/^After=(.*)$/gm), ([, names = ""]) => names.split(/\s+/)).flat();
}

function secondsIn(content: string, word: string): number | undefined {
  const [, seconds] = new RegExp(`^${word}=(\\d+)$`, "m").exec(content) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

function isService({ path }: Pick<HostFile, "path">): boolean {
  return /^\/etc\/systemd\/system\/[^/]+\.service$/.test(path);
}
