import { RemoteFailure } from "../../remote/remote.ts";
import type { HostAt } from "../host-at.ts";
import { rows, script } from "../script.ts";
import type { Step } from "../step.ts";

/**
 * Debian packages. The lists are fetched only when one is missing, so that a host without the Internet that has them all
 * is done.
 */
export const packages: Step<HostAt> = {
  name: "packages",
  does: "installs Debian packages",
  limitSeconds: 1800,
  undo: 'none: what a package brings may be in use; remove one with "apt-get remove" after it has left the declaration',
  check: async on => {
    const { missing, broken } = await look(on);
    return [...missing.map(name => `${name} is not installed`), ...broken.map(name => `${name} is half installed`)];
  },
  do: async on => {
    const { missing } = await look(on);
    on.say(missing.length === 0 ? "finishing what dpkg was at" : `installing ${missing.join(", ")}`);
    const install = script("install-packages", { packages: missing.join(" ") });
    await on.remote.run(install, { asRoot: true, timeoutSeconds: 1740 }).catch(failure => {
      throw explained(on.host.name, failure);
    });
  },
};

async function look({ host, remote }: HostAt) {
  const output = await remote.run(script("observe-packages", { packages: host.packages.join(" ") }));
  const states = new Map(rows(output).map(([state = "", name = ""]) => [name, state]));
  return {
    missing: host.packages.filter(name => states.get(name) !== "installed"),
    broken: [...states].filter(([, state]) => /^(half-|unpacked|triggers-)/.test(state)).map(([name]) => name),
  };
}

/** What apt-get says in many ways, in one sentence before its own words. */
const CAUSES: readonly [RegExp, string][] = [
  [
    /no space left|enough free space/i,
    'its disk is full, make room: "sudo apt-get clean", "sudo journalctl --vacuum-size=50M"',
  ],
  [
    /could not resolve|resolving|could not connect|failed to fetch|connection (timed out|failed)|network is unreachable/i,
    "it does not reach its package mirror, look at its connection to the Internet and at its resolvers",
  ],
  [
    /unable to locate package|has no installation candidate/i,
    "its mirror does not have one of them, look at /etc/apt there or correct the name in platform/hosts/parts",
  ],
  [/could not get lock/i, "another apt-get has been at work there for minutes, wait for it"],
];

function explained(host: string, failure: unknown): unknown {
  if (!(failure instanceof RemoteFailure)) return failure;
  const cause = CAUSES.find(([pattern]) => pattern.test(failure.message))?.[1];
  if (cause === undefined) return failure;
  return new RemoteFailure(`Cannot install packages on ${host}: ${cause}\n${failure.message}`, failure.status);
}
