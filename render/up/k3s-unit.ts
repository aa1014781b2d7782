import type { Host } from "../../platform/hosts/host.ts";

/** The unit by which a host is a node: `k3s.service` on the server, `k3s-agent.service` elsewhere; undefined without one. */
export function k3sUnit({ units }: Pick<Host, "units">): string | undefined {
  return units.map(({ name }) => name).find(isK3sUnit);
}

/** A step of its own restarts it, one node after the other. */
export function isK3sUnit(unit: string): boolean {
  return /^k3s(-agent)?\.service$/.test(unit);
}
