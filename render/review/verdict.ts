/**
 * What a reader must do.
 * - `nothing`: nothing in any cluster changes.
 * - `routine`: only tags, digests or versions of images and charts change. A class, not a promise.
 * - `read`: something changes that a person must have read.
 * - `stop`: a danger of level stop is introduced.
 */
export interface Verdict {
  readonly kind: "nothing" | "routine" | "read" | "stop";
  /** One sentence: `3 objects change in erp; 1 is deleted`. */
  readonly sentence: string;
}

/** Exit code of `lab review`, by verdict. */
export const EXIT_CODES: Readonly<Record<Verdict["kind"], number>> = { nothing: 0, routine: 0, read: 1, stop: 3 };
