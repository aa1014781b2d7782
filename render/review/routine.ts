import { parseImage } from "../../platform/image.ts";
import type { Change } from "../tree/change.ts";
import type { FieldChange } from "../tree/field-changes.ts";

/**
 * Whether something changes, and it is nothing but tags and digests of images that run already, and versions of charts.
 * A class of changes, not a promise: a new image may still do anything.
 */
export function isRoutine(changes: readonly Change[]): boolean {
  return changes.length > 0 && changes.every(isUpdateOfVersions);
}

function isUpdateOfVersions({ verb, object, fields, reordered = [] }: Change): boolean {
  const effective = fields.filter(({ effect }) => effect !== "none");
  if (verb !== "update" || effective.length === 0 || reordered.length > 0) return false;
  return effective.every(field => isTag(field) || (object?.kind === "Application" && isChartVersion(field)));
}

function isTag({ path, before, after }: FieldChange): boolean {
  if (!/\.(?:c|initC)ontainers\[[^\]]+\]\.image$/.test(path)) return false;
  if (typeof before !== "string" || typeof after !== "string") return false;
  const [old, fresh] = [parseImage(before), parseImage(after)];
  const isPinned = fresh.tag !== undefined || fresh.digest !== undefined;
  return old.registry === fresh.registry && old.repository === fresh.repository && isPinned;
}

/** Of a chart: a version of three numbers. A branch or a tag of a repository may hold anything else. */
function isChartVersion({ path, before, after }: FieldChange): boolean {
  if (!/^spec\.sources?(\[\d+\])?\.targetRevision$/.test(path)) return false;
  return [before, after].every(version => typeof version === "string" && /^v?\d+\.\d+\.\d+([-+].*)?$/.test(version));
}
