/** Bytes that one string of a TXT record holds at most: https://www.rfc-editor.org/rfc/rfc1035#section-3.3 */
export const STRING_BYTES = 255;

/**
 * The content of a TXT record as Cloudflare wants it: strings in quotes, one after the other, which a receiver joins.
 *
 * @returns e.g. `"v=spf1 include:zohomail.eu ~all"`, quotes included
 * @see https://developers.cloudflare.com/dns/manage-dns-records/reference/dns-record-types/#txt
 */
export function txtContent(value: string): string {
  const bytes = Buffer.from(value);
  const count = Math.max(1, Math.ceil(bytes.length / STRING_BYTES));
  const strings = Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * STRING_BYTES, (index + 1) * STRING_BYTES).toString("latin1"),
  );
  return strings.map(string => `"${string.replace(/[^\x20-\x7e]|["\\]/g, escaped)}"`).join(" ");
}

/** The bytes of each string of such a content; undefined when it is none. */
export function txtStrings(content: string): Buffer[] | undefined {
  if (!/^"([^"\\]|\\.)*"( "([^"\\]|\\.)*")*$/.test(content)) return undefined;
  return [...content.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inner = ""]) => Buffer.from(plain(inner), "latin1"));
}

/** By RFC 1035, section 5.1: `\"`, and `\195` for a byte that is no printable character. */
function escaped(character: string): string {
  if (character === '"' || character === "\\") return `\\${character}`;
  return `\\${String(character.charCodeAt(0)).padStart(3, "0")}`;
}

function plain(inner: string): string {
  return inner.replace(/\\(\d{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number(code)) : code,
  );
}
