import type { Cluster, Node } from "../../clusters/lab.ts";

/**
 * The machine of a cluster that is its k3s server.
 *
 * @throws {Error} when none is
 */
export function serverOf({ name, nodes }: Cluster): { readonly name: string; readonly node: Node } {
  const found = Object.entries(nodes).find(([, { role }]) => role === "server");
  if (found !== undefined) return { name: found[0], node: found[1] };
  throw new Error(`Cannot describe hosts of ${name}: no node has the role "server", see clusters/${name}/index.ts`);
}
