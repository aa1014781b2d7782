import { type Change, WRITTEN_DIFFERENTLY } from "./change.ts";
import { PLAIN, type Side, segments } from "./compare-side.ts";
import { differences } from "./field-changes.ts";
import { pairUp } from "./pair-up.ts";
import { isVariables } from "./unit-changes.ts";

/** What happens to these files, compared by their text; of variables of a stack, which of them. */
export function compareFiles(paths: readonly string[], old: Side, fresh: Side): Change[] {
  const files = ({ tree }: Side) => paths.filter(path => tree.has(path)).map(path => ({ path, text: tree.get(path) }));
  const stayed = files(fresh).filter(({ path }) => old.tree.has(path));
  const left = files(old).filter(({ path }) => !fresh.tree.has(path));
  const came = files(fresh).filter(({ path }) => !old.tree.has(path));
  const { pairs, gone, added } = pairUp(left, came, ({ path, text }) => `${segments(path).cluster}\n${text}`);
  return [
    ...stayed.map(({ path }) =>
      fileChange(path, { verb: "update", ...reasonOf(path, old, fresh), fields: fieldsOf(path, old, fresh) }),
    ),
    ...pairs.map(([before, after]) => fileChange(after.path, { verb: "move", from: before.path })),
    ...gone.map(({ path }) => fileChange(path, { verb: "prune", ...reasonOf(path, old, fresh) })),
    ...added.map(({ path }) => fileChange(path, { verb: "create", ...reasonOf(path, old, fresh) })),
  ];
}

function fileChange(path: string, outcome: Pick<Change, "verb"> & Partial<Change>): Change {
  const { cluster, folder } = segments(path);
  return { path, cluster, unit: folder, fields: [], ...outcome };
}

function fieldsOf(path: string, old: Side, fresh: Side): Change["fields"] {
  if (!isVariables(path)) return [];
  const [before, after] = [old, fresh].map(({ tree }) => variables(tree.get(path) ?? ""));
  return before === undefined || after === undefined ? [] : differences(before, after).fields;
}

/** Undefined for what is no JSON. */
function variables(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Why a manifest is compared as a mere file. */
function reasonOf(path: string, old: Side, fresh: Side): Pick<Change, "why"> {
  const reading = [fresh.read(path), old.read(path)].find(side => side !== undefined && "unreadable" in side);
  if (reading === undefined || reading === PLAIN || !("unreadable" in reading)) return {};
  const when = fresh.read(path) === reading ? "cannot be read" : "could not be read before";
  return { why: `${when} as objects: ${reading.unreadable}` };
}

/** Files of objects of which nothing was said: none of their objects changed, or they hold none. */
export function unmentioned(paths: readonly string[], changes: readonly Change[], old: Side, fresh: Side): Change[] {
  const mentioned = new Set(changes.flatMap(({ path, from }) => [path, from]));
  return paths
    .filter(path => !mentioned.has(path))
    .map(path => {
      if (!old.tree.has(path)) return fileChange(path, { verb: "create" });
      if (!fresh.tree.has(path)) return fileChange(path, { verb: "prune" });
      return fileChange(path, { verb: "update", why: WRITTEN_DIFFERENTLY });
    });
}
