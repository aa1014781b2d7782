import type { Drawing } from "./drawing.ts";
import { layOut } from "./lay-out.ts";
import { writeSvg } from "./write-svg.ts";

/** Once in a process, for laying out takes long: by what they show. */
const drawn = new Map<string, Promise<string>>();

/**
 * A drawing as an SVG: at most 500 units wide whatever it shows, so that its text can be read on a phone; light or dark
 * as its reader likes it; equal bytes for an equal drawing.
 *
 * @throws {Error} as `layOut` does
 */
export function svgOf(drawing: Drawing): Promise<string> {
  const key = JSON.stringify(drawing);
  const svg = drawn.get(key) ?? layOut(drawing).then(laidOut => writeSvg(drawing, laidOut));
  drawn.set(key, svg);
  return svg;
}
