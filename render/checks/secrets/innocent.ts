/**
 * What was searched and holds no secret: meanings of texts, by what they are called. Nothing else decides whether one
 * does, so none is searched twice: clusters have most of theirs in common, and `lab watch` sees nearly all of them again
 * on every save.
 */
const innocent = new Map<string, Set<string>>();

export function isInnocent(key: string, meaning: string): boolean {
  return innocent.get(key)?.has(meaning) ?? false;
}

export function acquit({ key, meaning }: { readonly key: string; readonly meaning: string }): void {
  const meanings = innocent.get(key);
  if (meanings === undefined) innocent.set(key, new Set([meaning]));
  else meanings.add(meaning);
}
