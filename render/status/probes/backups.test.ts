import { describe, expect, test } from "vitest";
import { BACKUP, RESTORE_TEST, staleness } from "./backups.ts";

const timers = ["lab-backup", "lab-restore-test", "lab-backup-postgres", "lab-restore-test-postgres"];
const pi1 = { name: "pi1", units: [{ name: "lab-backup.timer", stage: "services" as const }] };
const pi2 = { name: "pi2", units: timers.map(name => ({ name: `${name}.timer`, stage: "services" as const })) };
const metric = (what: string, time: number) =>
  `# TYPE ${BACKUP.metric} gauge\n${BACKUP.metric}{what="${what}"} ${time}\n`;

describe("staleness()", () => {
  test("is none while every backup is young", () => {
    expect(staleness(pi1, BACKUP, `1000000\n${metric("host", 1000000 - 86400)}`)).toEqual([]);
  });

  test("names each backup that is too old, with its age by the host's own clock", () => {
    const printed = `1000000\n${metric("host", 1000000 - 2 * 86400)}${metric("postgres", 1000000 - 3 * 86400)}`;
    const helps = "npx lab backup pi2";
    expect(staleness(pi2, BACKUP, printed)).toEqual([
      { level: "warning", subject: "backup of pi2", problem: "the last one is 2.0 days old", helps },
      { level: "warning", subject: "backup of postgres on pi2", problem: "the last one is 3.0 days old", helps },
    ]);
  });

  test("misses one that there never was, also beside another", () => {
    expect(staleness(pi1, BACKUP, "1000000\n")).toMatchObject([{ problem: "there was none yet" }]);
    expect(staleness(pi2, BACKUP, `1000000\n${metric("host", 1000000)}`)).toMatchObject([
      { subject: "backup of postgres on pi2", problem: "there was none yet" },
    ]);
  });

  test("names the unit that restores as a test", () => {
    expect(staleness(pi2, RESTORE_TEST, "1000000\n").map(({ helps }) => helps)).toEqual([
      "sudo systemctl start lab-restore-test on pi2",
      "sudo systemctl start lab-restore-test-postgres on pi2",
    ]);
  });
});
