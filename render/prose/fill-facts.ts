/** Writes something in the place of each `{{fact}}` of a text; its parts stay. */
export function fillFacts(text: string, write: (path: string, field: string) => string): string {
  return text.replaceAll(FACT, (field, path: string) => write(path, field));
}

const FACT = /\{\{\s*([\w.-]+)\s*\}\}/g;
