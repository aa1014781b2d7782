import type { Manifest } from "./manifest.ts";

/** One revision, read: all that is understood of it comes from here. Plain data. */
export interface Revision {
  /** As it was asked for: `main`, `HEAD`, `working tree`, or a folder. */
  readonly name: string;
  /** Abbreviated commit; absent for what is none. */
  readonly commit?: string;
  /** Where the repository was cloned from; absent where that is not known. */
  readonly origin?: string;
  /** By path from the root of the repository. */
  readonly files: ReadonlyMap<string, RevisionFile>;
}

export interface RevisionFile {
  readonly kind: "file" | "symbolic link" | "submodule";
  /** Equal for equal contents, also in the other revision: what git calls the file's blob. */
  readonly content: string;
  /** What it says to Argo CD; absent for a file of another name, and for what is no file. The same one for equal contents. */
  readonly manifest?: Manifest;
  /** What a file of variables of a stack holds, where it differs between the revisions. */
  readonly variables?: unknown;
}
