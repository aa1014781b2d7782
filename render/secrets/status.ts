import type { Need, Outline } from "./need.ts";
import type { Workshop } from "./workshop.ts";

/** How it stands with a secret. */
export interface Status {
  readonly need: Need;
  /** `unknown`: who has it could not be asked. */
  readonly state: "present" | "incomplete" | "absent" | "unknown";
  /** Keys that are declared and not there. */
  readonly missing: readonly string[];
  /** When it was written, as RFC 3339, where that is known. */
  readonly written?: string;
  /** Why it is unknown. */
  readonly reason?: string;
}

/** Looks at every secret. What cannot be looked at is unknown, and says why. */
export function statusOf(needs: readonly Need[], workshop: Workshop): Promise<Status[]> {
  return Promise.all(
    needs.map(async need => {
      try {
        return judge(need, await need.look(workshop));
      } catch (error) {
        return unknown(need, error);
      }
    }),
  );
}

/** Who has it could not be asked. */
export function unknown(need: Need, error: unknown): Status {
  return { need, state: "unknown", missing: [], reason: (error as Error).message };
}

/** An app's own secret is there with whatever key it has. */
export function judge(need: Need, outline: Outline | undefined): Status {
  const wanted = Object.keys(need.keys ?? {});
  const missing = wanted.filter(key => !outline?.keys.includes(key));
  const written = outline?.written;
  return { need, state: stateOf(wanted, missing, outline), missing, ...(written !== undefined && { written }) };
}

function stateOf(wanted: readonly string[], missing: readonly string[], outline: Outline | undefined): Status["state"] {
  if (outline === undefined || outline.keys.length === 0) return "absent";
  if (missing.length === 0) return "present";
  return missing.length === wanted.length ? "absent" : "incomplete";
}
