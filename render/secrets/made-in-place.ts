import type { Keys, Origin } from "../../platform/secrets/origin.ts";

/** Those of some keys that `lab secrets make` makes, without a person or a stack. */
export function madeInPlace(keys: Keys): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([, origin]) => isMadeInPlace(origin)));
}

function isMadeInPlace({ from }: Origin): boolean {
  return from !== "person" && from !== "users" && from !== "stack";
}
