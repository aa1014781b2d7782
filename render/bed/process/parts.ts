import type { Part } from "./part.ts";

/** What a bed needs to know of a running part, be it a program or a stand-in. */
export type Running = Pick<Part, "name" | "log" | "death" | "stop">;

/** The running parts of a bed: they die one for all. */
export class Parts {
  readonly #running: Running[] = [];
  readonly #death = Promise.withResolvers<Error>();

  /** Resolves with the end of the log of the first part that dies though nobody told it to. */
  get death(): Promise<Error> {
    return this.#death.promise;
  }

  add<T extends Running>(part: T): T {
    this.#running.push(part);
    part.death.then(this.#death.resolve);
    return part;
  }

  /**
   * Ends all of them, the latest first.
   *
   * @throws {Error} naming those that cannot be stopped, once the others are
   */
  async stop(): Promise<void> {
    const problems: string[] = [];
    for (const part of this.#running.splice(0).reverse()) {
      await part.stop().catch((error: Error) => problems.push(`Cannot stop ${part.name}: ${error.message}`));
    }
    if (problems.length > 0) throw new Error(problems.join("\n"));
  }
}
