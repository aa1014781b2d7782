import type { Cluster } from "../../clusters/lab.ts";

/** What runs on a node beside k3s and its pods, as a person calls it: `Gitea`, `PostgreSQL`. What backs it up runs on every one. */
export function dutiesOf({ gitea, postgres, stepCa, pihole, vault, hosts }: Cluster, node: string): string[] {
  const homes: readonly (readonly [duty: string, home: string | undefined])[] = [
    ["PostgreSQL", postgres.node],
    ["Gitea", gitea.node],
    ["Runners of Gitea Actions", gitea.node],
    ["Step-CA", stepCa.node],
    ["Pi-hole", pihole.node],
    ["Timer that unseals Vault", vault.unseal === "timer" ? gitea.node : undefined],
    ["Server of the UPS", hosts.ups?.node],
  ];
  return homes.flatMap(([duty, home]) => (home === node ? [duty] : []));
}
