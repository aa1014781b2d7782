import { hash } from "node:crypto";
import type { Drawing } from "../guidebook/pictures/drawing.ts";
import { svgOf } from "../guidebook/pictures/svg-of.ts";
import type { Sources } from "./sources.ts";

/** An `svgOf` that takes from memory what cannot have changed, and the pictures that it would take next time. */
export interface Drawer {
  readonly draw: (drawing: Drawing) => Promise<string>;
  /** By key, all that were drawn or recalled so far. */
  readonly pictures: Readonly<Record<string, string>>;
}

/**
 * A drawer for these sources: a picture depends on what it shows, and on the machinery alone.
 *
 * @param known what an earlier one drew
 * @param drawAnew draws what is not known
 */
export function rememberingPictures(
  sources: Sources | undefined,
  known: Readonly<Record<string, string>> = {},
  drawAnew = svgOf,
): Drawer {
  const pictures: Record<string, string> = {};
  return {
    pictures,
    async draw(drawing) {
      if (sources === undefined) return drawAnew(drawing);
      const key = hash("sha256", `${sources.machinery}\0${JSON.stringify(drawing)}`);
      pictures[key] = known[key] ?? (await drawAnew(drawing));
      return pictures[key];
    },
  };
}
