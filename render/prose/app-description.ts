/**
 * What the docstring of an app's declaration says, as Markdown in one line; empty where there is none.
 *
 * @param source of its file: `/** The public site ... *\/ export const cms = defineApp({ ...`
 */
export function appDescription(source: string): string {
  const [, text = ""] = /\/\*\*((?:(?!\*\/).)*)\*\/\s*export const \w+ = defineApp\(/s.exec(source) ?? [];
  return text
    .replaceAll(/\n\s*\* ?/g, "\n")
    .replaceAll(/\s+/g, " ")
    .trim();
}
