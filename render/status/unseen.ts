import type { Trouble } from "./probe.ts";

/** A link cannot be looked at, for something that others hang on too does not answer: they all throw the same. */
export class Unseen extends Error {
  readonly because: NonNullable<Trouble["because"]>;

  /** @param subject `API server`, of which `problem` says what is: `it does not answer` */
  constructor(subject: string, problem: string) {
    super(`it cannot be looked at without the ${subject}`);
    this.because = { subject, problem };
  }
}
