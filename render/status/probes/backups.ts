import type { Host } from "../../../platform/hosts/host.ts";
import { onEachHost } from "../on-each-host.ts";
import type { Probe, Trouble } from "../probe.ts";

const DAY = 24 * 60 * 60;

/** Something that units of a host do from time to time, and how long ago it may have been. */
interface Promised {
  /** Its timers are called so, or so with what it is about after it: `lab-backup-postgres`. */
  readonly unit: string;
  /** By which it is written down for Prometheus when it last went well. */
  readonly metric: string;
  readonly label: string;
  readonly days: number;
  readonly helps: (host: string, unit: string) => string;
}

export const BACKUP: Promised = {
  unit: "lab-backup",
  metric: "lab_backup_last_success_timestamp_seconds",
  label: "backup",
  days: 1.5,
  helps: host => `npx lab backup ${host}`,
};

export const RESTORE_TEST: Promised = {
  unit: "lab-restore-test",
  metric: "lab_restore_test_last_success_timestamp_seconds",
  label: "restore test",
  days: 15,
  helps: (host, unit) => `sudo systemctl start ${unit} on ${host}`,
};

/** Every host has a backup that is no older than a day or so, and one that was restored as a test. */
export const backups: Probe = {
  name: "backups",
  limitSeconds: 20,
  look: lab =>
    onEachHost(lab, async ({ host, remote }) => {
      const printed = await remote.run("date +%s; cat /var/lib/node-exporter/lab_*.prom 2>/dev/null || true", {
        timeoutSeconds: 15,
      });
      return [BACKUP, RESTORE_TEST].flatMap(promised => staleness(host, promised, printed));
    }),
};

/** @param printed the time on the host, in seconds, then the measurements that its scripts left */
export function staleness(
  { name, units }: Pick<Host, "name" | "units">,
  { unit, metric, label, days, helps }: Promised,
  printed: string,
): Trouble[] {
  const now = Number.parseInt(printed, 10);
  const written = Array.from(printed.matchAll(new RegExp(`^${metric}\\{what="([^"]+)"\\} (\\d+)$`, "gm")));
  const ages = new Map(written.map(([, what, time]) => [what, now - Number(time)]));
  return units.flatMap(timer => {
    const [, own, about = "host"] = new RegExp(`^(${unit}(?:-(.+))?)\\.timer$`).exec(timer.name) ?? [];
    const age = ages.get(about);
    if (own === undefined || (age !== undefined && age <= days * DAY)) return [];
    const subject = `${label} of ${about === "host" ? name : `${about} on ${name}`}`;
    const problem = age === undefined ? "there was none yet" : `the last one is ${(age / DAY).toFixed(1)} days old`;
    return [{ level: "warning", subject, problem, helps: helps(name, own) }];
  });
}
