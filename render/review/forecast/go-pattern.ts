/** How a pattern of Argo CD is written: which texts it matches. */
export interface PatternStyle {
  /** What `*` and `?` do not match: `/` in repositories and in lists of kinds, nothing in destinations. */
  readonly separator?: string;
  /** Whether `{a,b}` stands for either, and `**` crosses separators. */
  readonly braces?: boolean;
}

/**
 * Whether a pattern of an AppProject matches the whole of a text. One that cannot be understood matches nothing, as in
 * Argo CD.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/glob/glob.go and https://pkg.go.dev/path/filepath#Match
 */
export function matchesPattern(pattern: string, text: string, style: PatternStyle = {}): boolean {
  if (pattern === "*" && style.braces) return true; // of repositories too, which have slashes
  if (!/[*?[\]{}\\]/.test(pattern)) return pattern === text;
  const expression = expressionOf(pattern, style);
  return expression?.test(text) ?? false;
}

function expressionOf(pattern: string, { separator = "", braces = false }: PatternStyle): RegExp | undefined {
  const one = separator === "" ? "." : `[^${separator}]`;
  let depth = 0;
  const opened = () => {
    depth += 1;
    return "(?:";
  };
  const closed = () => {
    depth -= 1;
    return ")";
  };
  const parts = (pattern.match(/\\.|\[[^\]]*\]|\*+|./gsu) ?? []).map(token => {
    if (token.startsWith("*")) return braces && token.length > 1 ? ".*" : `${one}*`;
    if (token === "?") return one;
    if (token.startsWith("[") && token.length > 1) return classOf(token);
    if (braces && token === "{") return opened();
    if (braces && token === "}" && depth > 0) return closed();
    if (braces && token === "," && depth > 0) return "|";
    return (token.length > 1 && token.startsWith("\\") ? token.slice(1) : token).replace(/[\^$.*+?()[\]{}|/]/u, "\\$&");
  });
  try {
    return new RegExp(`^${parts.join("")}$`, "su");
  } catch {
    return undefined;
  }
}

/** `[a-c]`, and what is not in it: `[!a-c]`, `[^a-c]`. */
function classOf(token: string): string {
  const inner = token.slice(1, -1);
  const negated = /^[!^]/.test(inner);
  return `[${negated ? "^" : ""}${inner.slice(negated ? 1 : 0).replace(/[[\]\\^]/g, "\\$&")}]`;
}
