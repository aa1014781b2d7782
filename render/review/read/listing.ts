/** Files of one revision, before their contents are read. */
export interface Listing {
  /** As it was asked for. */
  readonly name: string;
  readonly commit?: string;
  readonly files: ReadonlyMap<string, ListedFile>;
}

export interface ListedFile {
  readonly kind: "file" | "symbolic link" | "submodule";
  /** What git calls its blob, or would. */
  readonly content: string;
  /** Its content, where that is at hand; else git has it. Absent for what is too large. */
  readonly bytes?: Buffer;
  /** Size of a file on disk that is too large to be at hand. */
  readonly size?: number;
}
