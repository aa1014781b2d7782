import type { Lab } from "../../../checks/rule.ts";
import type { Thing } from "../things.ts";

/** What a person wants to know when a thing is away, beside what follows from who relies on it. */
export interface Care {
  /** What it is about, as identifiers of things: every node, or one. */
  readonly things: (lab: Lab) => readonly string[];
  /** What goes on, and for how long one can live so: sentences. */
  readonly bearable: (lab: Lab, thing: Thing) => string;
  /** Alerts by which one hears of it, the first ones first; of those that this lab has. */
  readonly alerts: readonly string[];
  /** What to do, in order: sentences, with commands in spans of code. */
  readonly remedies: (lab: Lab, thing: Thing) => readonly string[];
  /** Runbooks that help, by the names of their files; of those that there are. */
  readonly runbooks: readonly string[];
}
