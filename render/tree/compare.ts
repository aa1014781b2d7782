import { type Change, inOrderOfPaths } from "./change.ts";
import { compareFiles, unmentioned } from "./compare-files.ts";
import { compareObjects } from "./compare-objects.ts";
import { holdsNoObjects, openSide } from "./compare-side.ts";
import { readObjects } from "./read-objects.ts";
import { remember } from "./remember.ts";
import type { Tree } from "./tree.ts";

/**
 * What it means for the cluster to go from one tree to another: the one vocabulary that drift, diff, neutrality, watch
 * and review speak (`change.ts` defines it). Pure, and sorted by path; equal trees give an empty list.
 *
 * Only files whose text differs are parsed, and beside them the Applications that decide about what left git. So every
 * file whose bytes differ appears as the `path` or `from` of some change, and no other file does: an object in an
 * unchanged file counts as unchanged even if its Application now deploys it to another namespace, and an object that
 * two files hold counts as two.
 *
 * A file that holds no objects (`hosts/`, `tofu/`, `guidebook/`, other endings than .yaml, .yml and .json), or that was
 * or has become unreadable as objects, is compared as a file.
 */
export function compare(before: Tree, after: Tree): Change[] {
  const paths = differingPaths(before, after);
  if (paths.length === 0) return [];

  const read = remember(readObjects);
  const [old, fresh] = [openSide(before, read), openSide(after, read)];
  const [files, manifests] = partition(paths, path => holdsNoObjects(old, path) || holdsNoObjects(fresh, path));
  const changes = [...compareObjects(manifests, old, fresh), ...compareFiles(files, old, fresh)];
  return [...changes, ...unmentioned(manifests, changes, old, fresh)].sort(inOrderOfPaths);
}

function differingPaths(before: Tree, after: Tree): string[] {
  const paths: string[] = [];
  for (const [path, text] of after) if (before.get(path) !== text) paths.push(path);
  for (const path of before.keys()) if (!after.has(path)) paths.push(path);
  return paths.sort();
}

function partition<T>(all: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter(item => !isFirst(item))];
}
