import { differences, type FieldChange } from "../tree/field-changes.ts";

/** A field that differs: `before` is the upstream's, `after` ours. */
export type ObjectDeviation = FieldChange;

/**
 * What differs between two objects in their normal form. Of lists by key the order counts only where Kubernetes starts
 * the elements in turn: init containers that stand in another order deviate as `spec.initContainers.order`.
 */
export function objectDeviations(upstream: unknown, ours: unknown): ObjectDeviation[] {
  const { fields, reordered } = differences(upstream, ours);
  return [
    ...fields.map(change => ({ ...change, path: readable(change.path) })),
    ...reordered.filter(path => path.endsWith(".initContainers")).map(path => ({ path: `${path}.order` })),
  ];
}

/** Without quotes around keys that need none, as in `args[--log.level]`; those that look like a position keep them. */
function readable(path: string): string {
  return path.replaceAll(/\["([^"\]\s]*[^\d"\]\s][^"\]\s]*)"\]/g, "[$1]");
}
