/** A number and what it counts: `1 object`, `1,204 objects`. */
export function countOf(count: number, one: string): string {
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
}
