/** What a run saw and did, line by line: on the screen, and in a file that can be attached to a report. */
export interface Journal {
  /** @param at milliseconds since 1970 */
  write(at: number, line: string): void;
}
