import type { ObjectName } from "../../tree/change.ts";
import type { Level } from "./danger.ts";

/** Whose doing a danger is. */
export type Attribution = "introduced" | "already there" | "fixed";

/** A danger that was seen, ready to be shown. Plain data, fit for JSON. */
export interface FoundDanger {
  readonly id: string;
  readonly level: Level;
  readonly attribution: Attribution;
  readonly cluster: string;
  readonly application: string;
  readonly path: string;
  /** Absent for a file without objects. */
  readonly object?: ObjectName;
  readonly field?: string;
  readonly what: string;
  readonly explanation: string;
  readonly remedy: string;
}
