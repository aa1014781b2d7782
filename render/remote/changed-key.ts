import { RemoteFailure } from "./remote.ts";

/** A host shows another key than the one that was trusted: a new installation, or another machine in its place. */
export class ChangedKey extends RemoteFailure {
  constructor(message: string) {
    super(message, undefined);
  }
}
