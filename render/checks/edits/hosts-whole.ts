import { secretMark } from "../../../platform/hosts/host.ts";
import type { Lab } from "../rule.ts";

/** A supply without a break comes, whose driver is the mark of a secret that no host has. */
export function edit(lab: Lab): Lab {
  const { cluster } = lab;
  const ups = { node: cluster.gitea.node, driver: secretMark("ups/driver") };
  return { ...lab, cluster: { ...cluster, hosts: { ...cluster.hosts, ups } } };
}
