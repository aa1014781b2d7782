let last: Promise<unknown> = Promise.resolve();

/** Does work that two hosts must not do at once, such as asking the person at the terminal. */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}
