import type { Cluster } from "../../clusters/lab.ts";

/**
 * Ports that what runs beside the cluster opens on its host, said here once: compose files, settings and addresses take
 * them from here, and `ports-unique` compares them with what Services and pods open. PostgreSQL's is a fact.
 *
 * @see platform/decisions/0011-who-answers-at-443.md
 */
export const HOST_PORTS = {
  ssh: { tcp: [22] },
  /** At 80 it sends people to https. */
  gitea: { tcp: [80, 443] },
  /** As its makers have it: what comes to most nodes at 443, k3s leads to Traefik. */
  stepCa: { tcp: [9000] },
  /** Names, and the page for people, which would be at 80 otherwise. */
  pihole: { tcp: [53, 8053], udp: [53] },
  /** The server of Network UPS Tools. */
  ups: { tcp: [3493] },
} as const;

export const [PIHOLE_DNS_PORT, PIHOLE_WEB_PORT] = HOST_PORTS.pihole.tcp;
export const [STEP_CA_PORT] = HOST_PORTS.stepCa.tcp;
export const [UPS_PORT] = HOST_PORTS.ups.tcp;

/**
 * What k3s and its parts open on every node, whatever runs there: kubelet, flannel's tunnel, the sharing of images, the
 * health of kube-proxy. Those at the node's own loopback address are not among them.
 *
 * @see https://docs.k3s.io/installation/requirements#inbound-rules-for-k3s-nodes
 */
const K3S_PORTS = { tcp: [10250, 5001, 10256], udp: [8472] } as const;

/** The API server, which agents and people come to. */
const K3S_SERVER_PORTS = { tcp: [6443] } as const;

interface Ports {
  readonly tcp?: readonly number[];
  readonly udp?: readonly number[];
}

/** A port of a host that is taken before any pod comes. */
export interface HostPort {
  /** `TCP 443` */
  readonly port: string;
  readonly node: string;
  /** As a person calls it: `Gitea`. */
  readonly service: string;
  /** Fact that puts it on this node: `gitea.node`. */
  readonly field: string;
}

/** Every port that is taken on the hosts of a cluster by what is no pod. */
export function hostPorts(cluster: Cluster): HostPort[] {
  const { nodes, gitea, postgres, stepCa, pihole, hosts } = cluster;
  return [
    ...claims("Gitea", "gitea.node", gitea.node, HOST_PORTS.gitea),
    ...claims("PostgreSQL", "postgres.port", postgres.node, { tcp: [postgres.port] }),
    ...claims("Step-CA", "stepCa.node", stepCa.node, HOST_PORTS.stepCa),
    ...claims("Pi-hole", "pihole.node", pihole.node, HOST_PORTS.pihole),
    ...(hosts.ups === undefined ? [] : claims("the UPS", "hosts.ups.node", hosts.ups.node, HOST_PORTS.ups)),
    ...Object.entries(nodes).flatMap(([name, { role }]) => [
      ...claims("SSH", `nodes.${name}`, name, HOST_PORTS.ssh),
      ...claims("k3s", `nodes.${name}`, name, K3S_PORTS),
      ...(role === "server" ? claims("k3s", `nodes.${name}.role`, name, K3S_SERVER_PORTS) : []),
    ]),
  ];
}

function claims(service: string, field: string, node: string, { tcp = [], udp = [] }: Ports): HostPort[] {
  const ports = [...tcp.map(number => `TCP ${number}`), ...udp.map(number => `UDP ${number}`)];
  return ports.map(port => ({ port, node, service, field }));
}
