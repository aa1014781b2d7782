import { keyed } from "./keyed.ts";

type Mapping = Readonly<Record<string, unknown>>;

/**
 * Rules of a NetworkPolicy by the ports they open, such as `8080/TCP`, and their peers by whom they select. Both are
 * sets: what any of them allows is allowed.
 *
 * @returns the list itself where two elements would have one key
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function byPorts(rules: readonly unknown[]): unknown {
  return keyed(rules, rule => {
    const ports = (rule as Mapping).ports;
    return Array.isArray(ports) ? ports.map(portText).sort().join("+") : "every-port";
  });
}

/** The same for the peers of a rule: `{ "argocd-server": {...}, "10.42.0.0/16": {...} }`. */
export function byPeer(peers: readonly unknown[]): unknown {
  return keyed(peers, peer => scalarsOf(peer).join("+") || "everyone");
}

function portText(port: unknown): string {
  const { port: number = "every", protocol = "TCP" } = port as Mapping;
  return `${number}/${protocol}`;
}

function scalarsOf(value: unknown): string[] {
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)); // in one order, whoever wrote them
    return fields.flatMap(([, inner]) => scalarsOf(inner));
  }
  return [String(value)];
}
