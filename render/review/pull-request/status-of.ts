import type { Verdict } from "../verdict.ts";

/** Name of the status by which a commit says what its review has found. */
export const STATUS = "review";

/** Such as Gitea and GitHub know. */
export interface Status {
  readonly state: "success" | "failure" | "error";
  /** One sentence, without anything that comes from the tree. */
  readonly description: string;
}

/**
 * What is said beside a commit. What must be read is no failure, or every change but the duller ones would be red, and
 * red would mean nothing.
 *
 * Whether a state stops a merge is up to the protection of the branch: it asks for `check / gate*`, and not for this one,
 * see `platform/tofu/gitea/repositories.tf`. Whoever adds `review` there keeps out what has a danger of level stop, with
 * no exception even for a volume that is meant to go.
 */
export function statusOf({ kind, sentence }: Verdict): Status {
  return { state: kind === "stop" ? "failure" : "success", description: `${WORDS[kind]}: ${sentence}` };
}

const WORDS: Readonly<Record<Verdict["kind"], string>> = {
  nothing: "Nothing",
  routine: "Routine",
  read: "To be read",
  stop: "Stop",
};

/** For a review that came to no verdict. */
export const FAILED: Status = { state: "error", description: "It could not be reviewed, see the log of the run" };
