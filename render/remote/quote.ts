/** A word as `sh` reads it back, whatever it holds: `it's` as `'it'\''s'`. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_/.:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
