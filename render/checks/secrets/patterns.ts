/** A part of a text that looks like a secret. */
export interface Suspect {
  readonly start: number;
  readonly end: number;
  /** What it looks like, with its article: `a private key`. */
  readonly what: string;
}

/** What secretlint's rules for the tokens of known services do not see. */
export function suspects(text: string): Suspect[] {
  return [...shapes(text), ...passwordsInUrls(text), ...namedValues(text)];
}

/** Secrets that are known by how they look, wherever they stand. */
const SHAPES: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a private key", pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g },
  {
    what: "a private key in Base64",
    pattern: new RegExp(["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "].map(headerInBase64).join("|"), "g"),
  },
  { what: "an age key", pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20,}/g },
  { what: "a JSON Web Token", pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g },
  { what: "a password's hash", pattern: /\$(?:apr1|2[aby]|5|6|argon2id?)\$[\w./+=,$-]{16,}/g },
];

/** The part of a PEM header in Base64 that does not depend on what follows. */
function headerInBase64(algorithm: string): string {
  const encoded = Buffer.from(`-----BEGIN ${algorithm}PRIVATE KEY-----`).toString("base64").replaceAll("=", "");
  return encoded.slice(0, -2).replaceAll("+", "\\+");
}

function shapes(text: string): Suspect[] {
  return SHAPES.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length, what })),
  );
}

/** `://user:password@`, the user may be empty. What a template leaves to be filled in is no password. */
const URL_PASSWORD = /(:\/\/[^\s:/@]*:)([^\s/@?#]+)@/g;

function passwordsInUrls(text: string): Suspect[] {
  return [...text.matchAll(URL_PASSWORD)].flatMap(({ index, 1: before = "", 2: password = "" }) => {
    if (isPlaceholder(password)) return [];
    const start = index + before.length;
    return [{ start, end: start + password.length, what: "a password in a URL" }];
  });
}

/** A key that ends in a word for secrets, and what it is set to; looked ahead, because a line may set several. */
const NAMED =
  /(pass(?:word|wd|phrase)|token|secret|credentials?|(?:api|access|auth|account|encryption|private|secret|signing)[_-]?key)["']?[ \t]*[:=][ \t]*(?=(\S.{0,199}))/gi;
const FEWEST_CHARACTERS = 8;
const LONGEST_KEY = 200; // bounded both ways, or one long line would take quadratic time

function namedValues(text: string): Suspect[] {
  return [...text.matchAll(NAMED)].flatMap(({ index, 0: found, 1: word = "", 2: rest = "" }) => {
    const value = assigned(rest, text.slice(Math.max(0, index - LONGEST_KEY), index));
    if (value.length < FEWEST_CHARACTERS || isReference(value, word)) return [];
    const start = index + found.length + rest.indexOf(value);
    return [{ start, end: start + value.length, what: `the value of a ${word.toLowerCase()}` }];
  });
}

/** All of the line where the key opens it; one word in the middle of a sentence or a command. */
function assigned(rest: string, before: string): string {
  const opens = /^[\s"'-]*[\w./-]*$/.test(before.slice(before.lastIndexOf("\n") + 1));
  return (opens ? rest : (rest.split(/\s/, 1)[0] ?? "")).replace(/^["']+|["',;\s]+$/g, "");
}

/** Whether a value only says where the secret is: a template, a variable, a path, a URL, or the name of an object. */
function isReference(value: string, word: string): boolean {
  if (isPlaceholder(value) || /^\.{0,2}\/[\w./-]*$/.test(value) || /^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return true;
  return !/^pass/i.test(word) && isName(value);
}

function isPlaceholder(value: string): boolean {
  return value.includes("{{") || /^[$<%*]/.test(value);
}

/** Words of lower-case letters, and short ones with digits, as people name things: `gitea-runner-v2`. */
function isName(value: string): boolean {
  return value.split(/[-._/]/).every(part => /^[a-z]+$|^[a-z0-9]{1,4}$/.test(part));
}
