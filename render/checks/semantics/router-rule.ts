/** One way in which a request can match a router's rule. */
export interface Alternative {
  /** Names given to `Host` or `HostSNI`, as {@link sameHost} writes them. Empty: whatever the host. */
  readonly hosts: readonly string[];
  /** What else it must be, such as "PathPrefix(`/api`)". */
  readonly others: readonly string[];
}

/**
 * The alternatives of a rule in Traefik's language: "Host(`a`) || Host(`b`) && Path(`/x`)" has two.
 *
 * What is negated is kept as one opaque part of `others`. Hosts lose the dot that may end them.
 *
 * @returns undefined when Traefik could not read the rule either, or when a string has escapes, which could hide a host
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/routing/rules-and-priority/
 */
export function alternatives(rule: string): readonly Alternative[] | undefined {
  const tokens = tokensOf(rule);
  if (tokens === undefined) return undefined;
  const parser = new Parser(tokens);
  const found = parser.either();
  return parser.atEnd ? found : undefined;
}

const TOKEN = /\s*(&&|\|\||[!(),]|[A-Za-z]+|`[^`]*`|"[^"\\]*")/y;

/** Names that Traefik takes as written here, in lower case and in upper case. */
const MATCHERS: ReadonlyMap<string, string> = new Map(
  [
    ...["Host", "HostRegexp", "Header", "HeaderRegexp", "Method", "Path", "PathPrefix", "PathRegexp"],
    ...["Query", "QueryRegexp", "ClientIP", "HostSNI", "HostSNIRegexp", "ALPN"],
  ].map(name => [name.toLowerCase(), name]),
);

/** One spelling of a host: names have no case, and `erp.lab.` is `erp.lab`. */
export function sameHost(host: string): string {
  return host.trim().toLowerCase().replace(/\.$/, "");
}

function tokensOf(rule: string): string[] | undefined {
  const text = rule.trim();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

/** Recursive descent; every method returns undefined where the rule cannot be read. */
class Parser {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  /** `a || b` */
  either(): readonly Alternative[] | undefined {
    let found = this.#both();
    while (found !== undefined && this.#take("||")) {
      const more = this.#both();
      found = more && [...found, ...more];
    }
    return found;
  }

  /** `a && b`, which binds tighter. */
  #both(): readonly Alternative[] | undefined {
    let found = this.#one();
    while (found !== undefined && this.#take("&&")) {
      const more = this.#one();
      found = more && combine(found, more);
    }
    return found;
  }

  #one(): readonly Alternative[] | undefined {
    if (this.#take("!")) return this.#negated();
    if (this.#take("(")) {
      const found = this.either();
      return this.#take(")") ? found : undefined;
    }
    return this.#matcher();
  }

  #negated(): readonly Alternative[] | undefined {
    const start = this.#next;
    if (this.#one() === undefined) return undefined;
    return [{ hosts: [], others: [`!${this.#tokens.slice(start, this.#next).join("")}`] }];
  }

  #matcher(): readonly Alternative[] | undefined {
    const name = MATCHERS.get(this.#tokens[this.#next++]?.toLowerCase() ?? "");
    if (name === undefined || !this.#take("(")) return undefined;
    const values: string[] = [];
    while (!this.#take(")")) {
      if (values.length > 0 && !this.#take(",")) return undefined;
      const value = this.#tokens[this.#next++];
      if (value === undefined || !/^[`"]/.test(value)) return undefined;
      values.push(value.slice(1, -1));
    }
    if (values.length === 0) return undefined;
    if (name !== "Host" && name !== "HostSNI") return [{ hosts: [], others: otherMatcher(name, values) }];
    return values.map(host => ({ hosts: [sameHost(host)], others: [] }));
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false;
    this.#next++;
    return true;
  }
}

/** A prefix that every path has asks for nothing. */
function otherMatcher(name: string, values: readonly string[]): string[] {
  if (name === "PathPrefix" && values[0] === "/") return [];
  return [`${name}(${values.map(value => `\`${value}\``).join(",")})`];
}

function combine(left: readonly Alternative[], right: readonly Alternative[]): Alternative[] {
  return left.flatMap(a =>
    right.map(b => ({ hosts: [...a.hosts, ...b.hosts], others: [...a.others, ...b.others].sort() })),
  );
}
