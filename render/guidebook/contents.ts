import type { Lab } from "../checks/rule.ts";
import { leadOf } from "../inventory/facts/lead.ts";
import { readProse } from "../prose/read-prose.ts";
import { draftsOf } from "./drafts.ts";
import { partsNamedIn } from "./fill-in.ts";
import { FRONT } from "./page.ts";

/** A page that is about no single component or app. */
export interface Content {
  /** `storage`, `runbooks/after-a-power-cut`. */
  readonly path: string;
  readonly title: string;
  /** Its first paragraph; empty where it begins with something else. */
  readonly sentence: string;
  /** How many parts it takes from the declaration. */
  readonly parts: number;
}

/** The pages of a lab that are about no single component or app, in the order of its navigation. */
export interface Contents {
  readonly chapters: readonly Content[];
  readonly runbooks: readonly Content[];
  readonly decisions: readonly Content[];
}

/** What the guidebook of a lab holds beside the pages of components and apps. Without its front page. */
export function contentsOf(lab: Lab): Contents {
  const pages = draftsOf(lab)
    .filter(({ path, about }) => about === "" && path !== FRONT)
    .map(({ path, text }) => ({
      path,
      title: readProse(text).title,
      sentence: leadOf(lab, text),
      parts: partsNamedIn(text).length,
    }));
  const below = (folder: string) => pages.filter(({ path }) => path.startsWith(folder));
  return {
    chapters: pages.filter(({ path }) => !path.includes("/")),
    runbooks: below("runbooks/"),
    decisions: below("decisions/"),
  };
}
