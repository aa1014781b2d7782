import type { Cluster } from "../../../clusters/lab.ts";
import { HOST_PORTS, PIHOLE_WEB_PORT, STEP_CA_PORT } from "../../../platform/hosts/host-ports.ts";
import { addressOf } from "../../../platform/hosts/static-names.ts";
import { hostname } from "../../../platform/naming.ts";

/** A name that a host answers by itself, past Traefik. */
export interface HostName {
  readonly name: string;
  readonly address: string;
  readonly node: string;
  readonly service: string;
  /** As a person types it, `https://gitea.example.lab`, or as a program does. */
  readonly use: string;
  readonly login: string;
  readonly certificate: string;
}

/** Names of a cluster that lead to a host and what runs on it beside the cluster. All of them are inside the LAN. */
export function hostNamesOf(cluster: Cluster): HostName[] {
  const { gitea, stepCa, pihole, nodes, domain, hosts } = cluster;
  const at = (node: string) => ({ node, address: addressOf(cluster, node) });
  const page = hostname(pihole.node, domain);
  return [
    {
      ...{ name: gitea.host, ...at(gitea.node), service: "Gitea", use: `https://${gitea.host}` },
      ...{ login: "its own accounts", certificate: "Step-CA, asked by Gitea itself" },
    },
    {
      ...{ name: stepCa.host, ...at(stepCa.node), service: "Step-CA", use: `https://${stepCa.host}:${STEP_CA_PORT}` },
      ...{ login: "none: it signs for whoever proves that a name is theirs", certificate: "its own" },
    },
    {
      ...{ name: page, ...at(pihole.node), service: "Pi-hole", use: `https://${page}:${PIHOLE_WEB_PORT}/admin` },
      ...{ login: "its own password", certificate: "its own; a browser warns" },
    },
    ...Object.keys(nodes).map(node => ({
      ...{ name: hostname(node, domain), ...at(node), service: "the host", certificate: "none" },
      ...{ use: `ssh ${hosts.user}@${hostname(node, domain)}`, login: `a key, at port ${HOST_PORTS.ssh.tcp.join()}` },
    })),
  ];
}
