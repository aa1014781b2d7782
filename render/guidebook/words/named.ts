/** Names in a few words: all while they are not many, else three and a number. */
export function named(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(", ");
  return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}

/** Above, a list of names is longer than anybody reads in a cell or a picture. */
const MOST_NAMES = 12;
