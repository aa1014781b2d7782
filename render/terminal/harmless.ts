/**
 * A text that comes from a tree, as a terminal may show it: on one line, without anything that would move the cursor,
 * colour what follows, ring, or turn the direction of letters around. What is taken out stays visible as `\u{1b}`.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function harmless(text: string): string {
  return text.replaceAll(UNSAFE, character => {
    if (character === "\n" || character === "\t" || character === "\r") return " ";
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}

/** Controls, formats (directions and joiners among them), surrogates without a partner, and the two separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
