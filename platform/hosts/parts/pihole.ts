import type { Cluster } from "../../../clusters/lab.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { composeFolder, composeService } from "../compose-service.ts";
import { secretMark } from "../host.ts";
import { PIHOLE_WEB_PORT } from "../host-ports.ts";
import { traefikAddresses } from "../load-balanced-nodes.ts";
import type { PartOf } from "../machine.ts";
import { staticNames } from "../static-names.ts";
import { MOUNT_POINTS } from "./disks.ts";

const NAME = "pihole";
const DATA = `${MOUNT_POINTS.services}/pihole`;

/** Whose its data are in the image, and so on the host. */
const OWNER = "1000:1000";

/** With which people see its page. */
const PASSWORD = "pihole/password";

/**
 * Pi-hole, which answers names for the LAN: those of the lab with its own addresses, all others by asking the resolvers of
 * the hosts. Its settings are in its environment, which it takes for the only truth: its page cannot change them. No node
 * depends on it, for it runs on one of them.
 *
 * Its image starts as root, to give its server the right to port 53 and to run it as another.
 *
 * @see https://docs.pi-hole.net/docker/configuration/
 * @see https://docs.pi-hole.net/ftldns/configfile/
 */
export const pihole: PartOf = machine => {
  const { cluster, name } = machine;
  if (name !== cluster.pihole.node) return {};
  const password = `${composeFolder(NAME)}/password`;
  const service = composeService(machine, {
    name: NAME,
    title: "Pi-hole, which answers names for the LAN",
    image: pinnedImage(cluster, NAME, "docker.io/pihole/pihole"),
    user: "0:0",
    capabilities: [
      ...["CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_BIND_SERVICE"],
      ...["SETFCAP", "SETGID", "SETPCAP", "SETUID"],
    ],
    gainsPrivileges: true,
    command: [],
    environment: { TZ: cluster.hosts.timeZone, WEBPASSWORD_FILE: NAME, ...settings(cluster) },
    mounts: { "/etc/pihole": DATA, [`/run/secrets/${NAME}`]: password },
    writes: ["/etc/pihole"],
    network: "host", // it sees who asks, and answers while Docker's firewall is in disorder
    memoryMebibytes: 384,
    // The first start fetches the lists of what is blocked.
    health: { command: ["dig", "+short", "+norecurse", "+retry=0", "@127.0.0.1", "pi.hole"], startSeconds: 300 },
    stop: { signal: "SIGTERM", graceSeconds: 20 },
  });
  return {
    ...service,
    folders: [...(service.folders ?? []), { path: DATA, owner: OWNER }],
    secrets: [{ name: PASSWORD, home: name, origin: "made", what: "with which people see Pi-hole's page" }],
    files: [{ path: password, content: `${secretMark(PASSWORD)}\n`, mode: "0600" }, ...(service.files ?? [])],
  };
};

/** A list is separated by semicolons. */
function settings(cluster: Cluster): Record<string, string> {
  return {
    FTLCONF_dns_upstreams: cluster.hosts.resolvers.join(";"),
    FTLCONF_dns_listeningMode: "ALL", // pods ask from networks that are not the host's own
    FTLCONF_dns_hosts: hostLines(cluster).join(";"),
    FTLCONF_misc_dnsmasq_lines: dnsmasqLines(cluster).join(";"),
    // A node asks for all of its pods, and is no single client.
    FTLCONF_dns_rateLimit_count: "0",
    FTLCONF_dns_rateLimit_interval: "0",
    FTLCONF_webserver_port: `${PIHOLE_WEB_PORT}s`,
    FTLCONF_ntp_ipv4_active: "false",
    FTLCONF_ntp_ipv6_active: "false",
    FTLCONF_ntp_sync_active: "false",
  };
}

/** Names below the domain that are not Traefik's: of the hosts, and of what answers on them beside the cluster. */
function hostLines(cluster: Cluster): string[] {
  const { [cluster.vault.host]: _, ...services } = staticNames(cluster);
  const nodes = Object.entries(cluster.nodes).map(([name, { address }]) => `${address} ${name}.${cluster.domain}`);
  return [...Object.entries(services).map(([host, address]) => `${address} ${host}`), ...nodes];
}

/**
 * Every other name below the domain is Traefik's, at each node that answers for it: who finds one of them dead tries the next.
 * `local` keeps questions for anything else of such a name from going out of the house.
 *
 * @see https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html of `--address` and `--local`
 */
function dnsmasqLines(cluster: Cluster): string[] {
  const addresses = traefikAddresses(cluster).map(address => `address=/${cluster.domain}/${address}`);
  return [...addresses, `local=/${cluster.domain}/`];
}
