import type { PartOf } from "../machine.ts";

/**
 * The time, from servers by address: a Raspberry Pi without a battery starts in the past, where no certificate is valid
 * yet. What must not start then comes after `time-sync.target`, which waits for the first answer, and ten minutes at most:
 * after a power cut without the Internet the clock goes on from where it was, as systemd-timesyncd has kept it.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd-time-wait-sync.service.html
 */
export const clock: PartOf = ({ cluster }) => ({
  packages: ["systemd-timesyncd"],
  files: [
    {
      path: "/etc/systemd/timesyncd.conf.d/lab.conf",
      content: `[Time]\nNTP=${cluster.hosts.timeServers.join(" ")}\nFallbackNTP=\n`,
      restarts: ["systemd-timesyncd.service"],
    },
    {
      path: "/etc/systemd/system/systemd-time-wait-sync.service.d/lab.conf",
      content: "[Service]\nTimeoutStartSec=10min\n",
    },
  ],
  units: [
    { name: "systemd-timesyncd.service", stage: "base" },
    { name: "systemd-time-wait-sync.service", stage: "base" },
  ],
});
