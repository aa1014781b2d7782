import type { Cluster } from "../../../clusters/lab.ts";

/**
 * The command that restores something, with the cluster that it is about: without one it would be the first, and a page of
 * a rehearsal would put back what production has.
 *
 * @param what `volume erp/documents`
 */
export function restoreCommand({ name }: Pick<Cluster, "name">, what: string): string {
  return `npx lab restore ${what} --cluster ${name}`;
}
