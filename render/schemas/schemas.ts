import type { Unreadable } from "./normal-form.ts";
import type { Schema } from "./schema.ts";

/** Everything that published files say of kinds. */
export interface Schemas {
  /** By kind, `apps/v1 Deployment`, and by name of the definitions that others refer to. */
  readonly schemas: ReadonlyMap<string, Schema>;
  readonly unreadable: readonly Unreadable[];
}
