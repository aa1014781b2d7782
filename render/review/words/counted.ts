/** A number and what it counts: `1 object`, `2 objects`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
