import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { PostgresState } from "../snapshot.ts";

/**
 * After a power cut PostgreSQL replays its log, which takes as long as it takes; nothing here ever resets that log.
 *
 * @see https://www.postgresql.org/docs/17/app-pgresetwal.html
 */
export const postgres: Link = {
  name: "PostgreSQL",
  promise: "PostgreSQL is consistent and accepts connections.",
  waitsFor: "its container, and the replay of its log",
  judge: ({ hosts }, memory) =>
    hosts.flatMap(({ name, seen }): Finding[] => {
      if (seen?.postgres === undefined || seen.postgres.state === "accepting") return [];
      const subject = `PostgreSQL of ${name}`;
      if (seen.postgres.state === "starting") {
        return [{ subject, problem: "it replays its log", next: { wait: "until it is consistent" } }];
      }
      return [{ subject, problem: "it takes no connection", next: stopped(subject, name, seen.postgres, memory) }];
    }),
};

function stopped(subject: string, host: string, { log }: PostgresState, memory: Recollection): Next {
  const isDamaged = /\bPANIC\b/.test(log);
  if (!isDamaged && !memory.hasLasted(subject, memory.patience.othersSeconds)) return { wait: "for its container" };
  const says =
    `PostgreSQL of ${host} ${isDamaged ? "stops over damaged files" : "does not start"}. ` +
    `Keep a copy of its folder, then "npx lab restore" brings back a backup. The end of its log:\n${log}`;
  return { ask: { id: "postgres-refuses", about: host, says } };
}
