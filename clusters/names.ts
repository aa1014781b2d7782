import { closest } from "fastest-levenshtein";
import { type Fault, quote, quoteAll } from "./fault.ts";

/** One part of a DNS name: RFC 1123, section 2.1, lower case as Kubernetes wants it. */
export function isLabel(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}

/** Part of the join key: a DNS label that starts with a letter and has no two hyphens in a row. */
export function isKebabCase(text: string): boolean {
  return text.length <= 63 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);
}

/** Labels joined by dots, at most 253 characters: a DNS subdomain as Kubernetes names it. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split(".").every(isLabel);
}

/** A subdomain of two labels or more that cannot be mistaken for an address. */
export function isDomain(text: string): boolean {
  return isSubdomain(text) && /\.[a-z0-9-]*[a-z][a-z0-9-]*$/.test(text);
}

/** The part of a mail address before the `@`: a dot-atom of RFC 5322, at most 64 characters. */
export function isLocalPart(text: string): boolean {
  return text.length <= 64 && /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(text);
}

export function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  return at > 0 && isLocalPart(text.slice(0, at)) && isDomain(text.slice(at + 1));
}

/** The fault of a name that is not kebab-case; the remedy is the same name made kebab-case, else the example. */
export function kebabCase(field: string, value: string, example: string): Fault[] {
  if (isKebabCase(value)) return [];
  const repaired = separate(value, /[^a-z0-9]+/g);
  const problem = `${quote(value)} is not a kebab-case name of at most 63 characters`;
  return [{ field, problem, remedy: `write ${nameLike(repaired, isKebabCase, example)}` }];
}

/** The fault of a name that is not a DNS label. */
export function label(field: string, value: string, example: string): Fault[] {
  if (isLabel(value)) return [];
  const repaired = separate(value, /[^a-z0-9-]+/g);
  const problem = `${quote(value)} is not a DNS label (a-z, 0-9 and inner hyphens, at most 63 characters)`;
  return [{ field, problem, remedy: `write ${nameLike(repaired, isLabel, example)}` }];
}

/** The fault of a host or domain name that DNS would not accept. */
export function domainName(field: string, value: string, example: string): Fault[] {
  if (isDomain(value)) return [];
  const repaired = separate(value, /[^a-z0-9.-]+/g);
  const problem = `${quote(value)} is not a domain name (DNS labels joined by dots, at most 253 characters)`;
  return [{ field, problem, remedy: `write ${nameLike(repaired, isDomain, example)}` }];
}

export function email(field: string, value: string, example: string): Fault[] {
  if (isEmail(value)) return [];
  return [{ field, problem: `${quote(value)} is not a mail address`, remedy: `write one such as ${quote(example)}` }];
}

/** The fault of a name that refers to nothing; `kind` is a noun such as `node`, `known` may not be empty. */
export function knownName(field: string, value: string, kind: string, known: readonly string[]): Fault[] {
  if (known.includes(value)) return [];
  const remedy = `write ${quote(closest(value, known))}, the nearest of ${quoteAll(known)}`;
  return [{ field, problem: `there is no ${kind} ${quote(value)}`, remedy }];
}

function separate(value: string, foreign: RegExp): string {
  return value
    .toLowerCase()
    .replace(foreign, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
}

function nameLike(repaired: string, isValid: (text: string) => boolean, example: string): string {
  return isValid(repaired) ? quote(repaired) : `one such as ${quote(example)}`;
}
