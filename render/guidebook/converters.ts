import type { Lab } from "../checks/rule.ts";
import type { Page } from "./page.ts";
import type { Drawing } from "./pictures/drawing.ts";
import { svgOf } from "./pictures/svg-of.ts";
import { type MadePage, makePage } from "./site/make-page.ts";
import { siteScript } from "./site/site-script.ts";

/** What makes of a book the files that a browser shows. It is the slow part, and equal for equal input. */
export interface Converters {
  /** A picture as SVG. */
  readonly picture: (lab: Lab, name: string, drawing: Drawing) => Promise<string>;
  readonly page: (lab: Lab, page: Page) => MadePage;
  /** The script of all pages. */
  readonly script: (lab: Lab) => string;
}

/** Those that lay out and convert everything anew. */
export const converters: Converters = {
  picture: (_lab, _name, drawing) => svgOf(drawing),
  page: (lab, page) => makePage(lab, page),
  script: siteScript,
};
