import type { PartOf } from "../machine.ts";

/** What containers behind Docker's own bridges are addressed from: neither in the LAN nor among pods and Services. */
export const DOCKER_NETWORKS = "172.30.0.0/16";

/**
 * Docker, where a service runs beside the cluster, from Debian 13: 26.1, with its client in a package of its own. Where the
 * kernel has AppArmor, no container starts without its tools.
 *
 * - Containers run on while the daemon is away for an update.
 * - Logs are the journal's, by Compose: what Docker keeps itself is for `docker-compose logs`, and small.
 * - Who publishes a port without an address is heard on this machine only.
 * - Docker shuts the machine for all that it forwards when it turns forwarding on itself, pods' traffic included. So the
 *   kernel has it on before, and Docker does not touch it. But its package starts it before any of our files is there, and
 *   what it has shut then stays shut until the machine starts anew: so each start opens it again. From 28.0 on
 *   `ip-forward-no-drop` says the same; 26.1 does not start with a word that it does not know.
 *
 * @see https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file
 * @see https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-on-a-router
 * @see https://github.com/moby/moby/blob/v26.1.5/libnetwork/drivers/bridge/setup_ip_forwarding.go
 */
export const docker: PartOf = ({ cluster: { gitea, postgres, stepCa, pihole }, name }) => {
  if (![gitea, postgres, stepCa, pihole].some(({ node }) => node === name)) return {};
  return {
    packages: ["apparmor", "docker-cli", "docker-compose", "docker.io", "iptables"],
    files: [
      {
        path: "/etc/sysctl.d/90-lab-docker.conf",
        content: "net.ipv4.ip_forward = 1\n",
        restarts: ["systemd-sysctl.service"],
      },
      { path: "/etc/docker/daemon.json", content: `${JSON.stringify(DAEMON, undefined, 2)}\n`, restarts: [UNIT] },
      { path: `/etc/systemd/system/${UNIT}.d/lab.conf`, content: DROP_IN, restarts: [UNIT] },
    ],
    units: [{ name: UNIT, stage: "services" }],
  };
};

const UNIT = "docker.service";

const DROP_IN = `[Service]
ExecStartPost=/usr/sbin/iptables --wait --policy FORWARD ACCEPT
`;

const DAEMON = {
  "live-restore": true,
  "log-driver": "json-file",
  "log-opts": { "max-size": "5m", "max-file": "1" },
  ip: "127.0.0.1",
  "ip-forward": false,
  "default-address-pools": [{ base: DOCKER_NETWORKS, size: 24 }],
};
