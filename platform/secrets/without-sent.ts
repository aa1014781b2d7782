/** A shorter text could be part of any word. */
const SHORTEST = 6;

/**
 * An answer in which no text of what was sent is left, as it is or as JSON writes it: a server, or a proxy before it, may
 * repeat what it complains of.
 */
export function withoutSent(answer: string, sent: readonly unknown[]): string {
  const forms = sent.flatMap(textsIn).flatMap(text => [text, JSON.stringify(text).slice(1, -1)]);
  const longestFirst = forms.filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, form) => rest.replaceAll(form, "…"), answer);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
