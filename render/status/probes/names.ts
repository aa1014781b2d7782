import { Resolver } from "node:dns/promises";
import type { Cluster } from "../../../clusters/lab.ts";
import type { Probe, Trouble } from "../probe.ts";

/** Pi-hole answers, and its answers for names of the lab are addresses of its hosts. */
export const names: Probe = {
  name: "DNS names",
  limitSeconds: 15,
  async look({ cluster }) {
    const server = cluster.nodes[cluster.pihole.node]?.address ?? "";
    const hosts = [cluster.gitea.host, cluster.stepCa.host, cluster.vault.host, `argocd.${cluster.domain}`];
    const found = await Promise.all(hosts.map(host => troubleOf(cluster, server, host)));
    return found.flat();
  },
};

async function troubleOf(cluster: Cluster, server: string, host: string): Promise<Trouble[]> {
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  resolver.setServers([server]);
  const helps = `npx lab up ${cluster.pihole.node}`;
  const subject = `name ${host}`;
  const nodes = Object.values(cluster.nodes).map(({ address }) => address);
  try {
    const strangers = (await resolver.resolve4(host)).filter(address => !nodes.includes(address));
    if (strangers.length === 0) return [];
    return [{ level: "down", subject, problem: `Pi-hole answers ${strangers.join(", ")}, which is no host`, helps }];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [{ level: "down", subject, problem: `Pi-hole at ${server} has no answer (${code})`, helps }];
  }
}
