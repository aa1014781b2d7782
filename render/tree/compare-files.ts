import { type Change, WRITTEN_DIFFERENTLY } from "./change.ts";
import { differences } from "./field-changes.ts";
import { pairUp } from "./pair-up.ts";

/** Files of one side, as far as comparing them asks. */
export interface Files {
  /** What tells contents apart: the text, or a digest; undefined where there is no such file. */
  contentOf(path: string): string | undefined;
  /** What a file of variables of a stack holds; undefined for every other. */
  variablesOf(path: string): unknown;
  /** Why no objects can be read from a file that is meant to hold some. */
  faultOf(path: string): string | undefined;
  placeOf(path: string): Pick<Change, "cluster" | "unit">;
}

/** What happens to these files, compared by their content; of variables of a stack, which of them. */
export function compareFiles(paths: readonly string[], old: Files, fresh: Files): Change[] {
  const files = (side: Files) =>
    paths.flatMap(path => {
      const content = side.contentOf(path);
      return content === undefined ? [] : [{ path, content, ...side.placeOf(path) }];
    });
  const isThere = (path: string, side: Files) => side.contentOf(path) !== undefined;
  const stayed = files(fresh).filter(({ path }) => isThere(path, old));
  const left = files(old).filter(({ path }) => !isThere(path, fresh));
  const came = files(fresh).filter(({ path }) => !isThere(path, old));
  const { pairs, gone, added } = pairUp(left, came, ({ cluster, content }) => `${cluster}\n${content}`);
  return [
    ...stayed.map(file =>
      fileChange(file, { verb: "update", ...reasonOf(file.path, old, fresh), fields: fieldsOf(file.path, old, fresh) }),
    ),
    ...pairs.map(([before, after]) => fileChange(after, { verb: "move", from: before.path })),
    ...gone.map(file => fileChange(file, { verb: "prune", ...reasonOf(file.path, old, fresh) })),
    ...added.map(file => fileChange(file, { verb: "create", ...reasonOf(file.path, old, fresh) })),
  ];
}

type Place = Pick<Change, "path" | "cluster" | "unit">;

function fileChange({ path, cluster, unit }: Place, outcome: Pick<Change, "verb"> & Partial<Change>): Change {
  return { path, cluster, unit, fields: [], ...outcome };
}

function fieldsOf(path: string, old: Files, fresh: Files): Change["fields"] {
  const [before, after] = [old.variablesOf(path), fresh.variablesOf(path)];
  return before === undefined || after === undefined ? [] : differences(before, after).fields;
}

/** Why a manifest is compared as a mere file. */
function reasonOf(path: string, old: Files, fresh: Files): Pick<Change, "why"> {
  const [before, after] = [old.faultOf(path), fresh.faultOf(path)];
  if (after !== undefined) return { why: `cannot be read as objects: ${after}` };
  return before === undefined ? {} : { why: `could not be read before as objects: ${before}` };
}

/** Files of objects of which nothing was said: none of their objects changed, or they hold none. */
export function unmentioned(paths: readonly string[], changes: readonly Change[], old: Files, fresh: Files): Change[] {
  const mentioned = new Set(changes.flatMap(({ path, from }) => [path, from]));
  return paths
    .filter(path => !mentioned.has(path))
    .map(path => {
      const [before, after] = [old, fresh].map(side => side.contentOf(path));
      if (before === undefined) return fileChange({ path, ...fresh.placeOf(path) }, { verb: "create" });
      if (after === undefined) return fileChange({ path, ...old.placeOf(path) }, { verb: "prune" });
      return fileChange({ path, ...fresh.placeOf(path) }, { verb: "update", why: WRITTEN_DIFFERENTLY });
    });
}
