import type { FieldChange } from "../tree/field-changes.ts";

/**
 * What a plan does to one resource, in the words that are used of the cluster's objects too.
 * - `replace`: it is destroyed, and another takes its place.
 * - `destroy`: it goes.
 * - `orphan`: it stays, and no stack manages it any more.
 * - `move`: the same resource at another address.
 * - `import`: it exists, and the stack manages it from now on.
 * - `update`, `create`: as they say.
 */
export type StackVerb = (typeof STACK_VERBS)[number];

/** What a reader must see first comes first. */
export const STACK_VERBS = ["replace", "destroy", "orphan", "move", "import", "update", "create"] as const;

/** One change of one resource or output. Plain data, fit for JSON: without a value that is sensitive. */
export interface StackChange {
  readonly verb: StackVerb;
  /** Such as `postgresql_database.instance["erp"]`, or `output.lab`. */
  readonly address: string;
  /** Where it was before, if that was another address. */
  readonly from?: string;
  /** Such as `postgresql_database`; `output` for an output. */
  readonly type: string;
  /** Key by which its resource is one of several, most often an instance or an app. Absent: it is the only one. */
  readonly instance?: string;
  /** What differs, by path; empty for what comes or goes. */
  readonly fields: readonly FieldChange[];
  /** One clause: why this verb, where that shows. */
  readonly why?: string;
}
