/** A few of many, in quotes: `"a", "b"`; of more than five, five and the rest as a number: `"a", … "e" and 7 more`. */
export function enumerated(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(name => `"${name}"`);
  const rest = names.length - shown.length;
  return `${shown.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`;
}
