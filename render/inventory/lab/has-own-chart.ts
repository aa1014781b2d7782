import type { BuiltUnit } from "../../model/unit.ts";

/** Whether an app's pods and routes stand in a chart of its own repository, which nobody sees here. */
export function hasOwnChart(unit: BuiltUnit): boolean {
  return unit.class === "app" && unit.sources.length > 0;
}
