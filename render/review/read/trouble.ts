import { inOrder } from "../../tree/change.ts";

/** Something in a revision that could not be understood, and so was not reviewed. Never skipped in silence. */
export interface Trouble {
  readonly path: string;
  /** One clause: `document 2 has no kind`. */
  readonly what: string;
  /** Whether it is there before the change, after it, or both. */
  readonly side: "before" | "after" | "both";
}

/** The same on one side. */
export type Found = Omit<Trouble, "side">;

/** Troubles of two revisions, each once, by path. */
export function mergeTroubles(before: readonly Found[], after: readonly Found[]): Trouble[] {
  const key = ({ path, what }: Found) => `${path}\n${what}`;
  const [old, fresh] = [before, after].map(list => new Map(list.map(found => [key(found), found])));
  const all = new Map([...(old ?? []), ...(fresh ?? [])]);
  return [...all]
    .map(([name, found]): Trouble => {
      const side = !fresh?.has(name) ? "before" : old?.has(name) ? "both" : "after";
      return { ...found, side };
    })
    .sort((a, b) => inOrder(a.path, b.path) || inOrder(a.what, b.what));
}
