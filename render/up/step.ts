/**
 * One step of a way that can be walked again and again: it looks whether it is done, does what is missing, and looks
 * again. Killed in between, it finds the rest to do the next time.
 */
export interface Step<On> {
  /** By which `--from` and `--only` know it: `packages`. */
  readonly name: string;
  /** What it does, as its line on the screen says: `installs packages`. */
  readonly does: string;
  /** How long doing it may take. */
  readonly limitSeconds: number;
  /** How one takes it back, or why that is not offered. */
  readonly undo: string;
  /** What is not yet as it should be, a line each; none when it is done. Changes nothing. */
  check(on: On): Promise<readonly string[]>;
  do(on: On): Promise<void>;
  /** What a person should know once something was done, a sentence each. */
  notes?(on: On): Promise<readonly string[]>;
}
