import type { TestHosts } from "../test-hosts.ts";

/**
 * Lets the units of the clock run, which a container skips: it has no clock of its own, and must never set that of the
 * machine below.
 *
 * systemd-timesyncd is the real one, asks its servers, and tells that it has an answer; it has no capability left by which
 * it could set a clock, takes the refusal, and goes on. In place of systemd-time-wait-sync, which asks the kernel as well,
 * and so the machine below, waits a shell for what the real one waits for too: the file by which systemd-timesyncd tells.
 *
 * @see https://github.com/systemd/systemd/blob/v257/src/timesync/timesyncd-manager.c `manager_receive_response`
 * @see https://github.com/systemd/systemd/blob/v257/src/time-wait-sync/time-wait-sync.c `clock_state_update`
 */
export async function runClocks({ hosts }: TestHosts): Promise<void> {
  await Promise.all([...hosts.values()].map(host => host.inside(SCRIPT)));
}

const ANYWHERE = "[Unit]\nConditionCapability=\nConditionVirtualization=\n\n[Service]\n";

const DROP_INS = {
  "systemd-timesyncd": `${ANYWHERE}AmbientCapabilities=\nCapabilityBoundingSet=\n`,
  "systemd-time-wait-sync": `${ANYWHERE}ExecStart=
ExecStart=/bin/sh -c 'until [ -e /run/systemd/timesync/synchronized ]; do sleep 0.2; done'
`,
};

const SCRIPT = Object.entries(DROP_INS)
  .map(([unit, text]) => {
    const folder = `/etc/systemd/system/${unit}.service.d`;
    return `mkdir -p ${folder}\ncat >${folder}/test.conf <<'END'\n${text}END\n`;
  })
  .concat("systemctl daemon-reload\n")
  .join("");
