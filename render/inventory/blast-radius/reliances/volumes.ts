import { volumesOf } from "../../storage/volumes.ts";
import { unitThing } from "../things.ts";
import type { Cause } from "./reliance.ts";

/** What has a volume. The programs by which Longhorn reads and writes go on when those that manage them are away. */
export const volumes: Cause = lab => {
  const units = new Set(volumesOf(lab).map(({ unit }) => unit));
  return [...units].map(name => ({
    who: unitThing(name),
    on: unitThing("longhorn"),
    effect: "limited",
    reason: "its volume goes on where it is in use; a pod that starts anew waits for it",
  }));
};
