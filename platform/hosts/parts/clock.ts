import type { PartOf } from "../host-of.ts";

/**
 * The time, from servers by address: a Raspberry Pi without a battery starts in the past, where no certificate is valid
 * yet. What must not start then comes after `time-sync.target`, which waits for the first answer.
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
  ],
  units: [
    { name: "systemd-timesyncd.service", stage: "base" },
    { name: "systemd-time-wait-sync.service", stage: "base" },
  ],
});
