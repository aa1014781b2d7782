import { renderedPath } from "../../platform/naming.ts";
import type { Lab } from "../checks/rule.ts";
import { factsOf } from "../inventory/facts/facts.ts";
import { oncePerLab } from "../inventory/once-per-lab.ts";
import { type Draft, draftsOf } from "./drafts.ts";
import { type Filled, fillIn, type Unknown } from "./fill-in.ts";
import { headingsOf } from "./headings.ts";
import { type DeadLink, resolveLinks } from "./links.ts";
import { FRONT, type Page, relativePath } from "./page.ts";
import { type Part, pictureName } from "./part.ts";
import { parts } from "./parts/index.ts";
import type { Drawing } from "./pictures/drawing.ts";
import { requireWhole } from "./pictures/require-whole.ts";

/** The guidebook of one lab. */
export interface Book {
  /** In the order of its navigation. */
  readonly pages: readonly Page[];
  /** What its pictures show, by name. */
  readonly drawings: ReadonlyMap<string, Drawing>;
  readonly faults: readonly BookFault[];
}

/** Something that a page names and that does not exist. */
export interface BookFault extends Unknown {
  /** File of the page. */
  readonly file: string;
}

/** Where pictures lie, below the guidebook's folder: in the site, which is then whole without the rest. */
export const PICTURES = "site/pictures";

/** Folder of a lab's guidebook: `rendered/arcodange/guidebook`. */
export function guidebookFolder({ cluster }: Lab): string {
  return renderedPath(cluster.name, "guidebook");
}

/** The guidebook of a lab, put together once. A part that fails is a fault, and the page goes without it. */
export const bookOf = oncePerLab((lab): Book => putTogether(lab, parts));

/** The same of these parts, whichever there are in truth. */
export function putTogether(lab: Lab, known: readonly Part[]): Book {
  const drawings = new Map<string, Drawing>();
  const faults: BookFault[] = [];
  const facts = factsOf(lab);
  const filled = draftsOf(lab).map(draft => {
    const result = fillIn(draft.text, facts, known, part => told(part, lab, draft, drawings, faults));
    faults.push(...result.unknown.map(unknown => ({ ...unknown, file: draft.source })));
    return { draft, result, headings: headingsOf(result.text) };
  });
  const targets = new Map(
    filled.map(({ draft, headings }) => [draft.path, { title: headings[0]?.text ?? draft.path, headings }]),
  );
  const folder = guidebookFolder(lab);
  const pages = filled.map(({ draft, result, headings }) => {
    const { text, dead } = resolveLinks(result.text, targets, { page: draft.path, folder });
    faults.push(...dead.map((link: DeadLink) => ({ ...link, file: draft.source })));
    return pageOf(draft, result, text, headings[0]?.text ?? draft.path);
  });
  return { pages, drawings, faults };
}

function pageOf({ path, source }: Draft, { parts }: Filled, text: string, title: string): Page {
  return { path, title, source, text: `${text.trimEnd()}\n`, parts: parts.map(({ name }) => name) };
}

function told(
  part: Part,
  lab: Lab,
  { path, source, about }: Draft,
  drawings: Map<string, Drawing>,
  faults: BookFault[],
): string {
  try {
    if ("tell" in part) return part.tell(lab, about);
    const drawing = part.draw(lab, about);
    if (drawing === undefined) return "";
    requireWhole(drawing);
    const name = pictureName(part.name, about);
    drawings.set(name, drawing);
    return `![${drawing.alternative}](${relativePath(path, `${PICTURES}/${name}`)}.svg)`;
  } catch (error) {
    const problem = `the part fails: ${error instanceof Error ? error.message : error}`;
    const remedy = `mend render/guidebook/parts/${part.name}.ts, or what it tells of`;
    faults.push({ field: `{{> ${part.name}}}`, problem, remedy, file: source });
    return "";
  }
}

/** Title of the book: that of its front page. */
export function titleOf({ pages }: Book): string {
  return pages.find(({ path }) => path === FRONT)?.title ?? "Guidebook";
}
