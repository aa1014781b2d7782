import type { HostAt } from "../host-at.ts";
import { rows, script } from "../script.ts";
import type { Step } from "../step.ts";

/** How far the clock of a host may be from the clock here, before anything can be fetched or signed there. */
const TOLERANCE_SECONDS = 60;

/**
 * Name, time zone, and a clock that is about right. Comes first: with a clock in the past no list of packages and no
 * certificate is valid yet. The time of the lab's time servers is the business of services that are placed later.
 */
export const nameAndTime: Step<HostAt> = {
  name: "name-and-time",
  does: "sets name, time zone and clock",
  limitSeconds: 60,
  undo: "none is needed: a name, a time zone and a clock are set again by the next run",
  check: async ({ host, remote }) => {
    const seen = new Map(
      rows(await remote.run(script("observe-name-and-time"))).map(([what = "", is = ""]) => [what, is]),
    );
    const wanted = { name: host.name, "name at the next start": host.name, "time zone": host.timeZone };
    const wrong = Object.entries(wanted).filter(([what, value]) => seen.get(what) !== value);
    return [
      ...wrong.map(([what, value]) => `${what} is "${seen.get(what)}" and should be "${value}"`),
      ...clockLines(Number(seen.get("clock")) - nowSeconds()),
    ];
  },
  do: async ({ host, remote }) => {
    const variables = { name: host.name, zone: host.timeZone, now: String(nowSeconds()) };
    await remote.run(script("set-name-and-time", variables), { asRoot: true });
  },
};

function nowSeconds(): number {
  return Math.round(Date.now() / 1000);
}

function clockLines(ahead: number): string[] {
  if (Math.abs(ahead) <= TOLERANCE_SECONDS) return [];
  return [`clock is ${Math.abs(ahead)} seconds ${ahead < 0 ? "behind" : "ahead of"} the clock here`];
}
