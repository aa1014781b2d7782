import { type Applications, applicationsOf } from "./applications.ts";
import type { Files } from "./compare-files.ts";
import { FOLDERS } from "./folders.ts";
import type { Reading } from "./read-objects.ts";
import type { Tree } from "./tree.ts";
import { isVariables } from "./unit-changes.ts";

/** One of the two trees, with what was understood of it so far. */
export interface Side extends Files {
  readonly tree: Tree;
  readonly applications: Applications;
  /** Objects of a file; undefined if there is no such file. */
  read(path: string): Reading | undefined;
}

/** @param read reads the objects of a text */
export function openSide(tree: Tree, read: (text: string) => Reading): Side {
  const readFile = (path: string) => {
    const text = tree.get(path);
    return text === undefined ? undefined : isManifest(path) ? read(text) : PLAIN;
  };
  return {
    tree,
    applications: applicationsOf(tree, read),
    read: readFile,
    contentOf: path => tree.get(path),
    variablesOf: path => (isVariables(path) ? parsed(tree.get(path) ?? "") : undefined),
    faultOf(path) {
      const reading = readFile(path);
      return reading === undefined || reading === PLAIN || "objects" in reading ? undefined : reading.unreadable;
    },
    placeOf(path) {
      const { cluster, folder } = segments(path);
      return { cluster, unit: folder };
    },
  };
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the Application of a file deploys, or would if it were readable. */
export function isManifest(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path) && !PLAIN_FOLDERS.includes(segments(path).folder);
}

const PLAIN_FOLDERS: readonly string[] = FOLDERS.filter(folder => folder !== "applications");

/** Reading of a file that is not meant to hold objects. */
const PLAIN: Reading = { unreadable: "" };

/** Whether the side has this file, but no objects can be read from it. */
export function holdsNoObjects(side: Side, path: string): boolean {
  const reading = side.read(path);
  return reading !== undefined && "unreadable" in reading;
}

/** The first two segments of a path below `rendered/`; "" for what it lacks. */
export function segments(path: string): { readonly cluster: string; readonly folder: string } {
  const [cluster = "", folder = ""] = path.split("/").slice(0, -1);
  return { cluster, folder };
}
