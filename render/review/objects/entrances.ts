import type { Desired, Placed } from "../desired.ts";
import { valueAt } from "./fields.ts";
import { ofKind } from "./of-kind.ts";

/** Whether it takes requests on ports of the nodes or on an address of the LAN. */
export function isEntrance({ object }: Placed): boolean {
  return object.kind === "Service" && valueAt(object, "spec.type") === "LoadBalancer";
}

export function entrances(desired: Desired): Placed[] {
  return ofKind(desired, "Service").filter(isEntrance);
}
