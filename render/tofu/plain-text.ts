/**
 * A text that only shows itself: what would move the cursor, change a colour or turn the direction of writing is written as
 * its number, `\u{1b}`. Line breaks stay.
 */
export function plainText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, character =>
    character === "\n" ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
