import { execFileSync } from "node:child_process";
import { BRIDGE, ROUTER } from "./network.ts";
import type { TestHosts } from "./test-hosts.ts";

/** Lets this process be an address of the Internet, for hosts that have a way out. */
export function haveAddress(address: string): void {
  execFileSync("ip", ["address", "replace", `${address}/${address === ROUTER ? 24 : 32}`, "dev", BRIDGE]);
}

/** Gives new machines a way out by their router, and it as their resolver, as a lease of it does. */
export async function giveWayOut({ hosts }: TestHosts): Promise<void> {
  const folder = "/etc/systemd/network/10-lan.network.d";
  const script = `mkdir -p ${folder}
printf '[Network]\\nGateway=${ROUTER}\\n' >${folder}/way-out.conf
echo nameserver ${ROUTER} >/etc/resolv.conf
networkctl reload && networkctl reconfigure host0`;
  await Promise.all([...hosts.values()].map(host => host.inside(script)));
}
