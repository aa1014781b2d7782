import type { Change } from "../tree/change.ts";
import type { Affected } from "./affected/affected.ts";
import type { FoundDanger } from "./dangers/found-danger.ts";
import type { ApplicationForecast } from "./forecast/forecast.ts";
import type { GuidebookChanges } from "./guidebook/guidebook-changes.ts";
import type { Trouble } from "./read/trouble.ts";
import type { Verdict } from "./verdict.ts";

/** Everything that a reader is told about a change, from git alone. Plain data, fit for JSON. */
export interface Review {
  readonly base: RevisionName;
  readonly head: RevisionName;
  readonly verdict: Verdict;
  readonly forecast: readonly ApplicationForecast[];
  readonly dangers: readonly FoundDanger[];
  readonly affected: Affected;
  readonly guidebook: GuidebookChanges;
  /** What could not be read, and so not be reviewed. */
  readonly troubles: readonly Trouble[];
  readonly changes: readonly Change[];
}

export interface RevisionName {
  /** As it was asked for: `main`, `HEAD`, `working tree`, or a folder. */
  readonly name: string;
  /** Abbreviated commit; absent for what is none. */
  readonly commit?: string;
}
