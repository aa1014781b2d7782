import { quote } from "../remote/quote.ts";
import type { HostAt } from "../up/host-at.ts";

const LIMIT_SECONDS = 6 * 3600;

/**
 * Puts PostgreSQL back, by the program that its host has for that.
 *
 * @param moment as `momentOf` gives it; undefined: as far as its log goes
 * @returns what was put where, and what was kept, a line each
 */
export async function restorePostgres({ remote, say }: HostAt, moment: string | undefined): Promise<string[]> {
  say("restores PostgreSQL");
  const words = moment === undefined ? [] : [quote(moment)];
  const command = ["/usr/local/lib/lab/restore-postgres", ...words].join(" ");
  const printed = await remote.run(command, { asRoot: true, timeoutSeconds: LIMIT_SECONDS });
  return printed.trim().split("\n");
}

/** Backups of PostgreSQL, as pgBackRest lists them; it can be had back at any time from the first one on. */
export function postgresBackups({ remote }: HostAt): Promise<string> {
  return remote.run("/usr/local/lib/lab/list-postgres", { asRoot: true, timeoutSeconds: 300 });
}

/**
 * A time as pgBackRest and PostgreSQL read it: `2026-11-29 02:00:00.000+00`.
 *
 * @param time in ISO 8601, with its zone
 * @throws {Error} for what is no time, has no zone, or is yet to come
 */
export function momentOf(time: string, now = new Date()): string {
  const moment = new Date(time);
  const example = 'write one such as "2026-11-29T02:00:00Z"';
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/i.test(time) || Number.isNaN(moment.getTime())) {
    throw new Error(`Cannot restore postgres: "${time}" is no time with its zone, ${example}`);
  }
  if (moment > now) throw new Error(`Cannot restore postgres: "${time}" is yet to come, ${example}`);
  return moment.toISOString().replace("T", " ").replace("Z", "+00");
}
