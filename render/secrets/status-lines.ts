import pc from "picocolors";
import { columns } from "../terminal/columns.ts";
import { ANY_KEYS, originWords } from "./origin-words.ts";
import type { Status } from "./status.ts";

const COLOURS: Readonly<Record<Status["state"], (text: string) => string>> = {
  present: pc.green,
  incomplete: pc.red,
  absent: pc.red,
  unknown: pc.yellow,
};

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Each secret with its state, age and readers, and below it where each of its keys comes from. */
export function statusLines(statuses: readonly Status[], now: Date): string[] {
  return columns(statuses.flatMap(status => rows(status, now)));
}

/** e.g. `31 secrets: 29 present, 2 absent` */
export function statusTotals(statuses: readonly Status[]): string {
  const counts = Object.keys(COLOURS).flatMap(state => {
    const count = statuses.filter(status => status.state === state).length;
    return count === 0 ? [] : `${count} ${state}`;
  });
  return `${statuses.length} ${statuses.length === 1 ? "secret" : "secrets"}: ${counts.join(", ")}`;
}

/** Why secrets are unknown: each reason once, as it was first met. */
export function reasonLines(statuses: readonly Status[]): string[] {
  const reasons = new Set(statuses.flatMap(({ reason }) => reason ?? []));
  const alike = Map.groupBy(reasons, reason => reason.slice(reason.indexOf(": "))); // the same about another path
  return [...alike.values()].map(([first = "", ...others]) =>
    others.length === 0 ? first : `${first} (and ${others.length} more like it)`,
  );
}

function rows({ need, state, missing, written }: Status, now: Date): string[][] {
  const keys = Object.entries(need.keys ?? {});
  const readers = `read by ${need.readers.join(", ") || "nobody"}`;
  const origins = keys.map(([key, origin]) => [
    `  ${key}`,
    missing.includes(key) ? pc.red("missing") : "",
    "",
    pc.dim(originWords(origin)),
  ]);
  return [
    [pc.bold(need.path), COLOURS[state](state), age(written, now), readers],
    ...(need.keys === undefined ? [["", "", "", pc.dim(ANY_KEYS)]] : origins),
  ];
}

/** Whole days since it was written: `today`, `1 day`, `40 days`. */
function age(written: string | undefined, now: Date): string {
  if (written === undefined) return "";
  const days = Math.floor((now.getTime() - new Date(written).getTime()) / DAY_MILLISECONDS);
  if (days < 1) return "today";
  return days === 1 ? "1 day" : `${days} days`;
}
