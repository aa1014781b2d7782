/** A part of the world that holds places, and other areas. */
export interface Area {
  readonly id: string;
  readonly name: string;
  readonly within?: string;
}

/** Somebody, or something that stands for itself on the map. */
export interface Place {
  readonly id: string;
  readonly name: string;
  /** What else is to be said of it, a line each. */
  readonly details: readonly string[];
  readonly sort: "app" | "data" | "host" | "outside" | "person" | "platform" | "secret" | "tool";
  readonly within?: string;
}

/** What goes from one place to another: from who acts to what it acts on. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly what: string;
}
