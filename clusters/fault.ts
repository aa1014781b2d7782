import type { Finding } from "./finding.ts";
import type { Cluster } from "./lab.ts";

/** A wrong fact of one cluster, before its finding says which file holds it. */
export interface Fault {
  /** Path below the cluster, such as `nodes.pi1.address`. */
  readonly field: string;
  /** What is, with the offending value in double quotes. */
  readonly problem: string;
  /** What would be right, as an order. */
  readonly remedy: string;
}

/**
 * The finding of a fault. Its file is always the cluster's `index.ts`: a fact may come from a neighbour such as
 * `zone.ts`, or from another cluster's `versions.ts`, and `index.ts` is where that is said.
 */
export function toFinding({ name }: Pick<Cluster, "name">, { field, problem, remedy }: Fault): Finding {
  return { level: "error", rule: "facts", cluster: name, field, problem, remedy, file: `clusters/${name}/index.ts` };
}

/** In double quotes; line breaks and quotes inside are escaped, so that a finding stays one line. */
export function quote(value: unknown): string {
  return JSON.stringify(String(value));
}

/** e.g. `"pi1", "pi2"` */
export function quoteAll(values: readonly string[]): string {
  return values.map(quote).join(", ");
}
