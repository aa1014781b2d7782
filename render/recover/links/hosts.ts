import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { HostState, Snapshot } from "../snapshot.ts";

/** Whether a host is off for good, the nodes say. */
export const hosts: Link = {
  name: "hosts",
  promise: "Machines answer over SSH, and know the time.",
  waitsFor: "power, and an answer of a time server",
  judge: (snapshot, memory) =>
    snapshot.hosts.flatMap((host): Finding[] => {
      if (host.seen === undefined) return [unseen(host, snapshot)];
      return host.seen.isClockRight ? [] : [wrongClock(host.name, memory)];
    }),
};

function unseen({ name, why }: HostState, { cluster }: Snapshot): Finding {
  const isGivenUp = cluster?.nodes.some(node => node.name === name && node.isOutOfService) === true;
  const next: Next = isGivenUp
    ? { note: "the lab goes on without it" }
    : { wait: "for it to start; is it switched on?" };
  return { subject: `host ${name}`, problem: `it cannot be looked at${why === undefined ? "" : `: ${why}`}`, next };
}

function wrongClock(name: string, memory: Recollection): Finding {
  const subject = `clock of ${name}`;
  const problem = "it was not set since the start, so that no certificate can be judged";
  if (!memory.hasLasted(subject, memory.patience.othersSeconds)) {
    return { subject, problem, next: { wait: "for an answer of a time server" } };
  }
  const says = `No time server has answered ${name}: see "timedatectl timesync-status" there, and the router`;
  return { subject, problem, next: { ask: { id: "clock-wrong", about: name, says } } };
}
