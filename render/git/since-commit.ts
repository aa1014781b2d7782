import { repositoryFolder } from "../repository.ts";
import type { Change } from "../tree/change.ts";
import { compare } from "../tree/compare.ts";
import type { Tree } from "../tree/tree.ts";
import { checkOut, type Listing, listingOf } from "./committed-tree.ts";

export interface Since {
  readonly commit: string;
  readonly changes: readonly Change[];
}

/** The files of the last commit; undefined where there is none, or no git. */
export function lastCommit(): Promise<Listing | undefined> {
  return listingOf(repositoryFolder, "HEAD").catch(() => undefined);
}

/** What a tree changes against a commit. */
export async function since(listing: Listing, tree: Tree): Promise<Since> {
  const { commit, tree: committed } = await checkOut(repositoryFolder, listing, tree);
  return { commit, changes: compare(committed, tree) };
}
