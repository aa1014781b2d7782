import { onEachHost } from "../on-each-host.ts";
import type { Probe } from "../probe.ts";

const TOLERANCE_SECONDS = 30;

/** No clock of a host is far from this machine's: certificates, tokens and leases depend on it. */
export const clocks: Probe = {
  name: "clocks",
  limitSeconds: 20,
  look: lab =>
    onEachHost(lab, async ({ host, remote }) => {
      const before = Date.now() / 1000;
      const there = Number(await remote.run("date +%s", { timeoutSeconds: 15 }));
      const off = Math.max(before - there - 1, there - Date.now() / 1000, 0);
      if (off <= TOLERANCE_SECONDS) return [];
      const problem = `it is ${Math.round(off)} s off from this machine's`;
      return [
        {
          level: "down",
          subject: `clock of ${host.name}`,
          problem,
          helps: `timedatectl timesync-status on ${host.name}`,
        },
      ];
    }),
};
