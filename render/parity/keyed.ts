/** A list as a mapping by some key of its elements; the list itself where an element has none, or two have the same. */
export function keyed(list: readonly unknown[], key: (element: unknown) => string | undefined): unknown {
  const keys = list.map(key);
  if (keys.includes(undefined) || new Set(keys).size < keys.length) return list;
  return Object.fromEntries(list.map((element, index) => [keys[index], element]));
}
