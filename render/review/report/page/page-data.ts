import type { Verb } from "../../../tree/change.ts";
import type { NodeKind } from "../../affected/affected.ts";
import type { Level } from "../../dangers/danger.ts";
import type { Attribution } from "../../dangers/found-danger.ts";
import type { Course, Outcome } from "../../forecast/forecast.ts";
import type { Trouble } from "../../read/trouble.ts";
import type { Verdict } from "../../verdict.ts";

/**
 * What the script of the page shows. Plain data, put into the page as JSON; every text is harmless to look at already
 * (`render/terminal/harmless.ts`), and still only a text: the script never reads one as HTML.
 */
export interface PageData {
  readonly verdict: Verdict;
  /** `main (1a2b3c4)`. */
  readonly base: string;
  readonly head: string;
  /** Who feels it, a line for each sort of thing. */
  readonly affected: readonly string[];
  readonly picture: Picture;
  /** What the change does to the guidebook, in sentences. */
  readonly guidebook: readonly string[];
  /** The worst first. */
  readonly dangers: readonly DangerGroup[];
  readonly applications: readonly ApplicationPart[];
  readonly troubles: readonly Trouble[];
  /** Sorted by Application and path. */
  readonly entries: readonly Entry[];
}

/** All sights of one kind of danger and one attribution. */
export interface DangerGroup {
  readonly id: string;
  readonly level: Level;
  readonly attribution: Attribution;
  readonly explanation: string;
  readonly remedy: string;
  readonly sights: readonly DangerSight[];
}

export interface DangerSight {
  readonly application: string;
  /** `Deployment/erp`, or a path. */
  readonly subject: string;
  readonly what: string;
  readonly field?: string;
  /** Number of the entry that it is about; absent where the change does not touch it. */
  readonly entry?: number;
}

/** What Argo CD will do with one Application. */
export interface ApplicationPart {
  /** Cluster and name: `arcodange/erp`. */
  readonly name: string;
  /** Absent where it stays. */
  readonly fate?: string;
  readonly why?: string;
  readonly course?: Pick<Course, "kind" | "why">;
  readonly steps: readonly StepRow[];
  /** Such as `Deployment/erp, 2 pods, away meanwhile: spec.template changes (image)`. */
  readonly restarts: readonly string[];
}

export interface StepRow {
  readonly outcome: Outcome;
  readonly orElse?: Outcome;
  readonly isHeld: boolean;
  readonly subject: string;
  /** Phase and wave where they are not the usual ones: `PreSync, wave 2`. */
  readonly when: string;
  readonly why: string;
  readonly entry?: number;
}

/** What Argo CD does with an entry, and `outside Argo CD` for what no Application deploys as it is. */
export type EntryOutcome = Outcome | typeof OUTSIDE;

export const OUTSIDE = "outside Argo CD";

/** One change, in the list of differences. */
export interface Entry {
  /** What a deep link names: the key of the object, else the path. Unique in a page. */
  readonly key: string;
  readonly application: string;
  /** `file` for what holds no object. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly apiVersion: string;
  readonly path: string;
  readonly from?: string;
  readonly verb: Verb;
  /** At least one. */
  readonly outcomes: readonly EntryOutcome[];
  /** Why and how, a sentence each. */
  readonly notes: readonly string[];
  /** Dangers that it introduces, the worst first. */
  readonly dangers: readonly { readonly level: Level; readonly id: string; readonly what: string }[];
  /** Paths of the fields that differ, for the search. */
  readonly fields: readonly string[];
}

/** What an opened entry shows, by the number of the entry; apart from `PageData`, for it is read when first needed. */
export interface EntryTexts {
  /** YAML as it was, and as it will be; absent where there is none. */
  readonly before?: string;
  readonly after?: string;
  readonly fields: readonly FieldRow[];
  /** Lists whose elements changed their order. */
  readonly reordered: readonly string[];
}

/** A field that differs. A value that is absent is too long for a row: the texts show it. */
export interface FieldRow {
  readonly path: string;
  readonly verb: "added" | "removed" | "changed";
  /** Both sides mean the same. */
  readonly effect?: "none";
  readonly before?: string;
  readonly after?: string;
}

/** The graph of what is affected, laid out. Lengths in points, from the upper left corner. */
export interface Picture {
  /**
   * - `objects`: each thing is a node.
   * - `applications`: they are too many, and nodes are hosts and Applications.
   * - `none`: even those are too many to be drawn, or there is nothing; `nodes` is what a text says.
   */
  readonly detail: "objects" | "applications" | "none";
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** Applications, around their nodes. */
  readonly boxes: readonly Box[];
}

export interface PictureNode extends Box {
  readonly kind: NodeKind | "application";
  readonly application: string;
  readonly isChanged: boolean;
  readonly entry?: number;
}

export interface PictureEdge {
  /** Numbers of nodes: `from` depends on `to`. */
  readonly from: number;
  readonly to: number;
  readonly via: string;
  /** Points of a cubic Bézier curve, from one end to the other; the last is the tip of the arrow. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Box {
  readonly label: string;
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
