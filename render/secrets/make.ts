import type { Keys } from "../../platform/secrets/origin.ts";
import { madeInPlace } from "./made-in-place.ts";
import type { Need } from "./need.ts";
import type { Status } from "./status.ts";
import type { Workshop } from "./workshop.ts";

/** What became of one secret. */
export interface Outcome {
  readonly need: Need;
  /** Keys that were made. */
  readonly made: readonly string[];
  /** Keys that only a person or a stack can bring. */
  readonly awaited: Keys;
  /** An app's own secret is not there, and nobody but a person knows which keys it has. */
  readonly isAwaited: boolean;
  /** Why what could be made was not. */
  readonly failure?: string;
}

/**
 * Makes what is missing of a secret and can be made in place. What was made is there, so that the next run goes on with
 * the rest.
 */
export async function makeMissing({ need, state, missing, reason }: Status, workshop: Workshop): Promise<Outcome> {
  const wanted = pick(need.keys ?? {}, missing);
  const makeable = madeInPlace(wanted);
  const outcome = {
    need,
    awaited: pick(
      wanted,
      missing.filter(key => !(key in makeable)),
    ),
    isAwaited: need.keys === undefined && state === "absent",
  };
  if (state === "unknown") return { ...outcome, made: [], failure: reason ?? "" };
  const made = Object.keys(makeable);
  if (made.length === 0) return { ...outcome, made };
  try {
    await need.make(workshop, makeable, "missing");
    return { ...outcome, made };
  } catch (error) {
    return { ...outcome, made: [], failure: (error as Error).message };
  }
}

function pick(keys: Keys, names: readonly string[]): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([key]) => names.includes(key)));
}
