import type { BuiltUnit } from "../../model/unit.ts";

/**
 * Namespaces into which a Helm chart of another repository puts objects that nobody sees here. What refers to
 * something in them, or selects there, cannot be held against the tree.
 */
export function chartNamespaces(units: readonly BuiltUnit[]): ReadonlySet<string> {
  return new Set(units.filter(hasForeignChart).map(({ namespace }) => namespace));
}

/** Whether an app brings its own chart; the CRDs of a component come from elsewhere too, but are no objects. */
function hasForeignChart(unit: BuiltUnit): boolean {
  return unit.class === "app" && unit.sources.length > 0;
}
