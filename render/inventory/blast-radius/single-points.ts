import { SINGLE_POINTS, type SinglePoint } from "../../../platform/single-points.ts";
import { objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** Something that this lab has in one place only, with why that is accepted. */
export interface FoundSinglePoint extends SinglePoint {
  readonly unit: BuiltUnit;
}

/** What of the list of single points this lab has. */
export const singlePointsOf = oncePerLab((lab): readonly FoundSinglePoint[] =>
  SINGLE_POINTS.flatMap(point => {
    const [kind = "", namespace, name] = point.object.split("/");
    const owned = objectsOfKind(lab, kind).find(
      ({ object: { metadata } }) => metadata.namespace === namespace && metadata.name === name,
    );
    return owned === undefined ? [] : [{ ...point, unit: owned.unit }];
  }),
);
