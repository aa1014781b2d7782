import type { Change } from "./change.ts";
import { isOfUnit } from "./unit-paths.ts";

/**
 * Whether a change is of one of these units: in files of its own, or in its own entries among the variables of a stack,
 * which are keyed by the name of the instance, the app or the tool.
 */
export function isOfUnits({ path, from, fields }: Change, units: readonly string[]): boolean {
  const isOwn = (file: string) => units.some(unit => isOfUnit(file, unit));
  if (isOwn(path) && (from === undefined || isOwn(from))) return true;
  return fields.length > 0 && isVariables(path) && fields.every(field => units.some(unit => isBelow(field.path, unit)));
}

/** Whether a file holds variables of a stack: `arcodange/tofu/vault.tfvars.json`. */
export function isVariables(path: string): boolean {
  return /^[^/]+\/tofu\/[^/]+\.tfvars\.json$/.test(path);
}

/** Whether a unit is named among the keys of `databases.erp-sandbox.owner`. */
function isBelow(field: string, unit: string): boolean {
  return field.split(".").slice(1).includes(unit);
}
