/**
 * Width of a text in the font of whoever reads it. Nobody knows that font here: each character counts as in DejaVu Sans,
 * which is the widest that a system takes for `system-ui`.
 *
 * @param size of the font; the width has the same unit
 */
export function textWidth(text: string, size: number, isBold = false): number {
  const ems = [...text].reduce((sum, character) => sum + (EMS.get(character) ?? WIDEST), 0);
  return ems * size * (isBold ? BOLD : 1);
}

/** Widths of characters in ems: each is the width of the widest of them. */
const WIDTHS: readonly (readonly [ems: number, characters: string])[] = [
  [0.31, "ijl'"],
  [0.42, " \u00a0!(),-./:;[]\\|·If"],
  [0.56, 'crstzJ"*?_`–'],
  [0.62, "aekovxyFLT"],
  [0.67, "0123456789bdghnpquEPSY{}$"],
  [0.72, "ABKVXZ"],
  [0.84, "wCDGHNOQRU#&+<=>^~"],
];

const EMS = new Map(WIDTHS.flatMap(([ems, characters]) => [...characters].map(character => [character, ems] as const)));

/** Of all others: `m`, `W`, `@`. */
const WIDEST = 1.02;

/** How much wider bold letters are. */
const BOLD = 1.13;
