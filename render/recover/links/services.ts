import { attempt } from "../attempt.ts";
import type { Finding } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { HostSight } from "../snapshot.ts";

export const services: Link = {
  name: "services",
  promise: "Units of the hosts run: Docker, the services of Compose, k3s.",
  waitsFor: "the disks of their host, and the time",
  judge: ({ hosts }, memory) =>
    hosts.flatMap(({ name, seen }) =>
      seen === undefined ? [] : seen.stoppedUnits.map(unit => judgeUnit(name, seen, unit, memory)),
    ),
};

/** systemd itself starts what waits for a disk or for the time, once that has come. */
function judgeUnit(host: string, seen: HostSight, unit: string, memory: Recollection): Finding {
  const subject = `unit ${unit} of ${host}`;
  const problem = "it does not run";
  if (seen.disks.some(({ isMounted }) => !isMounted))
    return { subject, problem, next: { wait: "for the disks of its host" } };
  if (!seen.isClockRight) return { subject, problem, next: { wait: "for the time" } };
  const says = `${unit} of ${host} does not start: see "journalctl -b -u ${unit}" there`;
  const next = attempt({ kind: "start-unit", host, unit }, "disks and time are there", memory, {
    ask: { id: "unit-fails", about: unit, says },
  });
  return { subject, problem, next };
}
