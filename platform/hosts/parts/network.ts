import type { Cluster } from "../../../clusters/lab.ts";
import type { Machine, PartOf } from "../machine.ts";
import { staticNames } from "../static-names.ts";

/**
 * How a node finds names: those by which the lab starts from its own file, all others from the router and a public
 * resolver, by address. Never from Pi-hole, which runs on one of the nodes and would have to be up for it to come up.
 *
 * `/etc/resolv.conf` is a plain file, and each program that would write it is told not to, whichever of them the machine
 * has: NetworkManager (Raspberry Pi OS), dhclient (Debian 12), dhcpcd (Debian 13), systemd-resolved. The stub of
 * systemd-resolved is off, for Pi-hole wants port 53; it asks the same resolvers, whatever a lease says. cloud-init is off
 * as a whole: by what an imager writes for it, it makes `/etc/hosts` anew at each start.
 *
 * @see https://networkmanager.dev/docs/api/latest/NetworkManager.conf.html of `dns` and `rc-manager`
 * @see https://manpages.debian.org/bookworm/isc-dhcp-client/dhclient-script.8.en.html
 * @see https://manpages.debian.org/bookworm/dhcpcd-base/dhcpcd-run-hooks.8.en.html
 * @see https://www.freedesktop.org/software/systemd/man/latest/resolved.conf.html
 * @see https://docs.cloud-init.io/en/latest/howto/disable_cloud_init.html
 */
export const network: PartOf = machine => ({
  files: [
    { path: "/etc/hosts", content: hostsFile(machine) },
    { path: "/etc/resolv.conf", content: resolvConf(machine.cluster) },
    {
      path: "/etc/NetworkManager/conf.d/lab.conf",
      content: NETWORK_MANAGER,
      restarts: ["NetworkManager.service"],
    },
    { path: "/etc/dhcp/dhclient-enter-hooks.d/lab", content: "make_resolv_conf() { :; }\n" },
    { path: "/etc/dhcpcd.enter-hook", content: 'skip_hooks="$skip_hooks resolv.conf"\n' },
    {
      path: "/etc/systemd/resolved.conf.d/lab.conf",
      content: `[Resolve]\nDNS=${machine.cluster.hosts.resolvers.join(" ")}\nDomains=~.\nDNSStubListener=no\n`,
      restarts: ["systemd-resolved.service"],
    },
    { path: "/etc/cloud/cloud-init.disabled", content: "The lab sets this machine up: lab up.\n" },
  ],
});

/**
 * Every other node by its address, and its own name by `127.0.1.1`, as Debian's installer has it: that answers before the
 * network is up.
 *
 * @see https://www.debian.org/doc/manuals/debian-reference/ch05.en.html#_the_hostname_resolution
 */
export function hostsFile({ cluster, name }: Machine): string {
  const others = Object.entries(cluster.nodes).filter(([node]) => node !== name);
  return lines([
    "127.0.0.1 localhost",
    `127.0.1.1 ${namesOf(cluster, name)}`,
    "::1 localhost ip6-localhost ip6-loopback",
    "ff02::1 ip6-allnodes",
    "ff02::2 ip6-allrouters",
    ...others.map(([node, { address }]) => `${address} ${namesOf(cluster, node)}`),
    ...Object.entries(staticNames(cluster)).map(([host, address]) => `${address} ${host}`),
  ]);
}

function namesOf({ domain }: Cluster, node: string): string {
  return `${node}.${domain} ${node}`;
}

/** Another is asked after two seconds: most of what starts gives up after five or ten. */
function resolvConf({ hosts }: Cluster): string {
  return lines([...hosts.resolvers.map(address => `nameserver ${address}`), "options timeout:2 attempts:2"]);
}

/**
 * Interfaces of pods are not NetworkManager's either.
 *
 * @see https://docs.rke2.io/known_issues#networkmanager where the makers of k3s say so
 */
const NETWORK_MANAGER = `[main]
dns=none
rc-manager=unmanaged

[keyfile]
unmanaged-devices=interface-name:flannel*;interface-name:cni*;interface-name:veth*
`;

function lines(all: readonly string[]): string {
  return all.map(line => `${line}\n`).join("");
}
