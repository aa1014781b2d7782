import type { Lab } from "../checks/rule.ts";
import type { Drawing } from "./pictures/drawing.ts";

/**
 * Something that a page takes from the declaration: a table, a list, a picture. In a page it stands on a line of its
 * own, as `{{> volumes}}`. Pure.
 */
export type Part = TextPart | PicturePart;

interface Named {
  /** Kebab-case, also the name of its file. */
  readonly name: string;
}

export interface TextPart extends Named {
  /**
   * Markdown without a heading above the third level; may hold links as prose does, `[[tools/traefik]]`. Empty: there is
   * nothing of the kind in this lab.
   *
   * @param about what the page is about, where that is one thing: an app, a component
   */
  readonly tell: (lab: Lab, about: string) => string;
}

export interface PicturePart extends Named {
  /** What is drawn; undefined: there is nothing to draw. */
  readonly draw: (lab: Lab, about: string) => Drawing | undefined;
}

/** Name of the picture that a part draws for a page about something: `data-path-erp`. */
export function pictureName(part: string, about: string): string {
  return about === "" ? part : `${part}-${about}`;
}
