import { parseImage } from "../../platform/image.ts";
import type { Change } from "../tree/change.ts";
import type { FieldChange } from "../tree/field-changes.ts";

/** Whether a person need not look: something changes, and it is nothing but tags of images that run already. */
export function isRoutine(changes: readonly Change[]): boolean {
  return changes.length > 0 && changes.every(isUpdateOfTags);
}

function isUpdateOfTags({ verb, fields, reordered = [] }: Change): boolean {
  return verb === "update" && fields.length > 0 && reordered.length === 0 && fields.every(isTag);
}

function isTag({ path, before, after }: FieldChange): boolean {
  if (!/\.(?:c|initC)ontainers\[[^\]]+\]\.image$/.test(path)) return false;
  if (typeof before !== "string" || typeof after !== "string") return false;
  const [old, fresh] = [parseImage(before), parseImage(after)];
  return old.registry === fresh.registry && old.repository === fresh.repository && fresh.tag !== undefined;
}
