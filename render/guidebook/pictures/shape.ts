import { rounded } from "../../picture/graphviz.ts";
import type { NodeKind } from "./drawing.ts";
import type { Frame } from "./place.ts";

/** Draws the outline of a node. Each kind has a shape of its own, for whoever does not see its colour. */
export function shape(kind: NodeKind, { x, y, width, height }: Frame): string {
  const [left, top, right, bottom] = [x, y, x + width, y + height];
  switch (kind) {
    case "app":
      return rectangle(x, y, width, height, 8);
    case "outside":
      return rectangle(x, y, width, height, 8, ' class="gaps"');
    case "person":
      return rectangle(x, y, width, height, Math.min(height / 2, 17));
    case "platform":
      return (
        rectangle(x, y, width, height, 0) +
        path(`M${at(left + 5, top)}V${of(bottom)}M${at(right - 5, top)}V${of(bottom)}`)
      );
    case "host":
      return rectangle(x, y, width, height, 0) + path(`M${at(left, top + 6)}H${of(right)}`);
    case "tool":
      return path(`M${at(left, top)}H${of(right - 9)}L${at(right, top + 9)}V${of(bottom)}H${of(left)}Z`);
    case "secret": {
      const cut = 8;
      return path(
        `M${at(left + cut, top)}H${of(right - cut)}L${at(right, top + cut)}V${of(bottom - cut)}L${at(right - cut, bottom)}` +
          `H${of(left + cut)}L${at(left, bottom - cut)}V${of(top + cut)}Z`,
      );
    }
    case "data": {
      const arc = `A${of(width / 2)} 5 0 0`;
      return (
        path(`M${at(left, top + 5)}${arc} 1 ${at(right, top + 5)}V${of(bottom - 5)}${arc} 1 ${at(left, bottom - 5)}Z`) +
        path(`M${at(left, top + 5)}${arc} 0 ${at(right, top + 5)}`)
      );
    }
  }
}

function rectangle(x: number, y: number, width: number, height: number, radius: number, more = ""): string {
  const corner = radius === 0 ? "" : ` rx="${of(radius)}"`;
  return `<rect x="${of(x)}" y="${of(y)}" width="${of(width)}" height="${of(height)}"${corner}${more}/>`;
}

function path(way: string): string {
  return `<path d="${way}"/>`;
}

function at(x: number, y: number): string {
  return `${of(x)} ${of(y)}`;
}

function of(value: number): string {
  return `${rounded(value)}`;
}
