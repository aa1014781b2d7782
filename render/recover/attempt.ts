import type { Action } from "./action.ts";
import type { Next } from "./finding.ts";
import type { Recollection } from "./memory.ts";

/** Takes an action, waits until it must have helped, tries it once more, and says then what comes instead. */
export function attempt(action: Action, because: string, memory: Recollection, otherwise: Next): Next {
  const outcome = memory.outcomeOf(action);
  if (outcome === "untried") return { do: action, because };
  return outcome === "at-work" ? { wait: "what was done needs a moment" } : otherwise;
}
