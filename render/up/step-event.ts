/** What a step came to at one place. */
export type Outcome =
  | { readonly kind: "unchanged" }
  /** `found` is what was not as it should be, a line each; `notes` is what a person should know of what was done. */
  | { readonly kind: "changed"; readonly found: readonly string[]; readonly notes?: readonly string[] }
  /** With `lab up --dry-run`. */
  | { readonly kind: "would change"; readonly found: readonly string[] }
  /** It cannot be told before an earlier step is done. */
  | { readonly kind: "unknown"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string; readonly isDanger: boolean };

/** What a step came to at one place: `packages` on `pi1`, or `argocd` on `lab`. */
export interface Result {
  readonly step: string;
  readonly on: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** What happens during a walk, to be shown and written down. */
export type StepEvent = { readonly step: string; readonly on: string } & (
  | { readonly kind: "looks" }
  /** It has found these lines, and does something about them. */
  | { readonly kind: "does"; readonly what: string; readonly found: readonly string[] }
  | { readonly kind: "says"; readonly line: string }
  | { readonly kind: "ended"; readonly outcome: Outcome; readonly seconds: number }
);
