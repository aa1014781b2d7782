import type { Cluster } from "../clusters/lab.ts";

/**
 * Address of the PostgreSQL server, outside of the cluster.
 *
 * @throws {Error} when its node is none, which the validation of the facts reports
 */
export function postgresAddress({ name, nodes, postgres }: Cluster): string {
  const address = nodes[postgres.node]?.address;
  if (address === undefined) throw new Error(`Cannot find PostgreSQL on ${name}: there is no node "${postgres.node}"`);
  return address;
}
