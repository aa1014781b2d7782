import type { LabAt } from "../up/lab-at.ts";

/** Looks at one link of the chain from a host to an app. Changes nothing. */
export interface Probe {
  /** The link: `Longhorn volumes`. */
  readonly name: string;
  /** After this time the link counts as down, whatever it was about to say. */
  readonly limitSeconds: number;
  /**
   * What is wrong with it; none when all is well.
   *
   * @throws {Error} when it cannot be looked at, which is trouble too
   */
  look(lab: LabAt): Promise<readonly Trouble[]>;
}

/** Something that is wrong. */
export interface Trouble {
  /** `down`: something does not work; `warning`: it works, and will not for long. */
  readonly level: "down" | "warning";
  /** `volume pvc-1 of erp/documents`. */
  readonly subject: string;
  /** What is: `it is faulted, both copies are stopped`. */
  readonly problem: string;
  /** The command that helps: `npx lab recover`. */
  readonly helps: string;
  /** What hides this link and others, and what is wrong with that: `API server`, `it does not answer`. Absent: nothing. */
  readonly because?: { readonly subject: string; readonly problem: string };
}
