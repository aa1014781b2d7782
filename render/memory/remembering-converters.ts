import { hash } from "node:crypto";
import type { Lab } from "../checks/rule.ts";
import { bookOf, PICTURES } from "../guidebook/book.ts";
import { type Converters, converters } from "../guidebook/converters.ts";
import { sitePath } from "../guidebook/site/address-of.ts";
import { searchLines } from "../guidebook/site/search-script.ts";
import { oncePer } from "./once-per.ts";
import type { Sources } from "./sources.ts";

/** Of files of a tree, by path below `rendered/`: digests of what each was made of, and of what it is. */
export type Made = Readonly<Record<string, { readonly of: string; readonly is: string }>>;

/** Converters that take what cannot have changed from the last tree, and what the next ones have to know for that. */
export interface RememberingConverters extends Converters {
  /** All that was made or taken so far. */
  readonly made: Made;
}

/** The tree of the last rendering. */
export interface Last {
  readonly made: Made;
  /** Text of a file of it. */
  readonly textAt: (path: string) => string | undefined;
}

/**
 * Converters for these sources: what they make depends on what they are given, and on facts and machinery alone. A file
 * that somebody changed is made anew.
 *
 * @param anew make what cannot be taken
 */
export function rememberingConverters(
  sources: Sources | undefined,
  { made: known, textAt }: Last,
  anew: Converters = converters,
): RememberingConverters {
  if (sources === undefined) return { ...anew, made: {} };
  const made: Record<string, Made[string]> = {};
  const digestOf = (...texts: readonly string[]) => hash("sha256", texts.join("\0"));
  const keyOf = (lab: Lab, ...of: readonly string[]) => digestOf(sources.machinery, lab.cluster.name, ...of);
  /** Whether these texts are what was made of this last time. */
  const isLast = (path: string, of: string, ...texts: readonly string[]) => {
    const last = known[path];
    if (last?.of !== of || last.is !== digestOf(...texts)) return false;
    made[path] = last;
    return true;
  };
  const note = (path: string, of: string, ...texts: readonly string[]) => {
    made[path] = { of, is: digestOf(...texts) };
  };
  const linesOf = oncePer((lab: Lab) => searchLines(textAt(pathOf(lab, "site/search.js")) ?? ""));

  return {
    made,
    async picture(lab, name, drawing) {
      const path = pathOf(lab, `${PICTURES}/${name}.svg`);
      const of = keyOf(lab, JSON.stringify(drawing));
      const last = textAt(path) ?? "";
      if (isLast(path, of, last)) return last;
      const svg = await anew.picture(lab, name, drawing);
      note(path, of, svg);
      return svg;
    },
    page(lab, page) {
      const address = sitePath(page.path);
      const path = pathOf(lab, `site/${address}`);
      const of = keyOf(lab, titlesOf(lab), page.path, page.source, page.text);
      const last = { html: textAt(path) ?? "", searched: linesOf(lab).get(address) ?? "" };
      if (isLast(path, of, last.html, last.searched)) return last;
      const result = anew.page(lab, page);
      note(path, of, result.html, result.searched);
      return result;
    },
    script(lab) {
      const path = pathOf(lab, "site/script.js");
      const of = keyOf(lab);
      const last = textAt(path) ?? "";
      if (isLast(path, of, last)) return last;
      const script = anew.script(lab);
      note(path, of, script);
      return script;
    },
  };
}

/** What every page shows of all others. */
const titlesOf = oncePer((lab: Lab) =>
  bookOf(lab)
    .pages.map(({ path, title }) => `${path} ${title}`)
    .join("\n"),
);

/** Below `rendered/`. */
function pathOf({ cluster }: Lab, file: string): string {
  return `${cluster.name}/guidebook/${file}`;
}
