/** Names in a few words: all while they are not many, else the first ones and a number. */
export function named(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(", ");
  return `${names.slice(0, FIRST_NAMES).join(", ")} and ${names.length - FIRST_NAMES} more`;
}

/** Above, a list of names is longer than anybody reads in a cell or a picture. */
const MOST_NAMES = 12;

const FIRST_NAMES = 3;
