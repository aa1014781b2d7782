/**
 * Breaks a text into lines that a measure finds narrow enough: at spaces; a word that is too long for a line also behind
 * `/`, `-`, `.`, `_`, `,` or `:`, and anywhere where even that does not help. Nothing is lost but spaces.
 */
export function wrap(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").filter(word => word !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else
      lines.push(
        ...(fits(word)
          ? [word]
          : joined(
              word.split(/(?<=[/\-._,:])/).flatMap(part => joined([...part], fits)),
              fits,
            )),
      );
  }
  return lines;
}

/** Joins pieces for as long as they fit. */
function joined(pieces: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && fits(last + piece)) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines;
}
