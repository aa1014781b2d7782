import { createRequire } from "node:module";

/**
 * A matcher for the patterns of `directory.include` and `exclude`. Argo CD matches the path from the Application's
 * folder with github.com/gobwas/glob and no separators, so that `*` reaches over slashes. Known are `*`, `?`, `[abc]`,
 * `[!abc]`, `[a-z]`, `{a,b}` (also nested), and `\` before what shall mean itself.
 *
 * @returns undefined for a pattern that does not compile: to Argo CD it matches nothing
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/glob/glob.go
 * @see https://github.com/gobwas/glob/blob/v0.2.3/syntax/lexer/lexer.go
 */
export function globMatcher(pattern: string): ((path: string) => boolean) | undefined {
  const expression = translate(pattern);
  if (expression === undefined) return undefined;
  const { RE2JS } = createRequire(import.meta.url)("re2js") as typeof import("re2js"); // linear, whatever the pattern
  const compiled = RE2JS.compile(expression, RE2JS.DOTALL);
  return path => compiled.matches(path);
}

const TOKEN = /\\(?<escaped>.)|\[(?<not>!?)(?:(?<low>.)-(?<high>.)|(?!.-)(?<any>(?:\\.|[^\]\\])+))\]|(?<plain>.)/gsuy;

function translate(pattern: string): string | undefined {
  let [expression, depth, end] = ["", 0, 0];
  for (const { 0: token, index, groups = {} } of pattern.matchAll(TOKEN)) {
    const { escaped, not, low, high, any, plain } = groups;
    end = index + token.length;
    if (escaped !== undefined) expression += literal(escaped);
    else if (low !== undefined && high !== undefined) {
      if (low > high) return undefined;
      expression += `[${not ? "^" : ""}${literal(low)}-${literal(high)}]`;
    } else if (any !== undefined) {
      expression += `[${not ? "^" : ""}${[...any.replace(/\\(.)/gsu, "$1")].map(literal).join("")}]`;
    } else if (plain === "[") return undefined;
    else if (plain === "{") expression += depth++ >= 0 ? "(?:" : "";
    else if (plain === "}" && depth > 0) expression += depth-- > 0 ? ")" : "";
    else if (plain === "," && depth > 0) expression += "|";
    else if (plain === "*") expression += ".*";
    else if (plain === "?") expression += ".";
    else expression += literal(plain ?? "");
  }
  return depth === 0 && end === pattern.length ? expression : undefined;
}

function literal(character: string): string {
  return /[\p{L}\p{N}_/ ]/u.test(character) ? character : `\\x{${character.codePointAt(0)?.toString(16)}}`;
}
