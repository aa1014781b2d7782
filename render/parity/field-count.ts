/** How many fields an object has that hold no further ones; an empty list or mapping is one. */
export function fieldCount(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  const inner = Object.values(value);
  return inner.length === 0 ? 1 : inner.reduce<number>((sum, field) => sum + fieldCount(field), 0);
}
