/** Words of a question that say nothing about what is looked for. */
const FILLERS = new Set(
  "a an and are as at be by can could do does for from has have how i if in is it its me my of on or our the their there this to was we what when where which who whose why with you your".split(
    " ",
  ),
);

/** Words of a text in small letters and without marks: `erp-sandbox_role` has three. */
export function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words of a question that count, each once; all of them where none does. */
export function questionWords(question: string): string[] {
  const words = [...new Set(wordsOf(question))];
  const telling = words.filter(word => !FILLERS.has(word));
  return telling.length > 0 ? telling : words;
}

/** As it is compared: `é` is `e`. As long as the text, but for letters that few languages have. */
export function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/**
 * What the words of a text begin with where they mean the same as a word: `volumes` and `volume` → `volume`, `restores`
 * and `restoring` → `restor`. Short words stay.
 */
export function stemOf(word: string): string {
  const stem = word.replace(/(?:ings?|ed|es|s|e)$/, "");
  return stem.length >= SHORTEST_STEM ? stem : word;
}

const SHORTEST_STEM = 4;
