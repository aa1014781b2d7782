/** A part of a text that looks like a secret. */
export interface Suspect {
  readonly start: number;
  readonly end: number;
  /** What it looks like, with its article: `a private key`. */
  readonly what: string;
}

const FEWEST_CHARACTERS = 6;

/** What secretlint's rules for the tokens of known services do not see. */
export function suspects(text: string): Suspect[] {
  return [...shapes(text), ...marked(text), ...namedValues(text)];
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

/** Secrets that what stands before them gives away. What a template leaves to be filled in is none. */
const MARKS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a password in a URL", pattern: /(:\/\/[^\s:/@]*:)([^\s/@?#]+)@/g }, // the user may be empty
  {
    what: "the credentials of a request",
    pattern: /(\bauthorization["']?[ \t]*[:=]?[ \t]*["']?(?:basic|bearer)[ \t]+)([^\s"']{6,})/gi,
  },
  { what: "a password for MySQL", pattern: /(\b(?:mysql|mariadb)[^\n|;&]{0,500}?[ \t]["']?-p["']?)([^\s"']+)/g },
  {
    what: "a password for curl",
    pattern: /(\bcurl\b[^\n|;&]{0,500}?[ \t]["']?(?:-u|--user)[ \t=]*["']?[^\s:"']*:)([^\s"']+)/g,
  },
  {
    what: "a line of a .pgpass file",
    pattern: /((?:^|[ \t"'])[^\s:"']+:(?:\d{1,5}|\*):[^\s:"']+:[^\s:"']+:)([^\s:"']+)(?=["']?[ \t]*$)/gm,
  },
];

function marked(text: string): Suspect[] {
  return MARKS.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].flatMap(({ index, 1: before = "", 2: secret = "" }) => {
      if (isPlaceholder(secret)) return [];
      const start = index + before.length;
      return [{ start, end: start + secret.length, what }];
    }),
  );
}

/** A key and what it is set to; looked ahead, because a line may set several. */
const ASSIGNMENT = /(?<![\w.-])([\w.-]{3,100})["']?[ \t]*[:=][ \t]*(?=(\S.{0,199}))/g;
const LONGEST_KEY = 200; // all bounded, or one long line would take quadratic time

function namedValues(text: string): Suspect[] {
  return [...text.matchAll(ASSIGNMENT)].flatMap(({ index, 0: found, 1: key = "", 2: rest = "" }) => {
    const word = secretWord(key);
    if (word === undefined) return [];
    const { value, isWhole } = assigned(rest, text.slice(Math.max(0, index - LONGEST_KEY), index));
    if (value.length < FEWEST_CHARACTERS || isReference(value, key, isWhole)) return [];
    if (!isWhole && found.endsWith(": ") && isProse(rest)) return [];
    const start = index + found.length + rest.indexOf(value);
    return [{ start, end: start + value.length, what: `the value of a ${word}` }];
  });
}

const SECRET_WORD = /^(?:pass|password|passwd|passphrase|passwort|pwd|token|secret|api_?key|credentials?|private)$/;
const SECRET_ENDING = /(?:pass(?:word|wd|phrase|wort)|token|secret|credentials?)$/i;
const SECRET_KEY = /(?:api|access|auth|account|encryption|private|secret|signing)[_-]?key$/i;

/** Last words of keys that say where a secret is, or something else about it. */
const ABOUT =
  /^(?:names?|refs?|references?|files?|paths?|dir|mount|urls?|uris?|endpoint|host|port|id|type|kind|class|namespace|policy|method|format|mode|algorithm|provider|issuer|audiences?|ttl|expiry|lifetime|length)$/;

/** End of a key that names a kind, as Argo CD's settings do: `secrets.hashicorp.com_VaultStaticSecret`. */
const KIND = /[a-z]\.[a-z]+_[A-Z][A-Za-z]+$/;

/** In every key that one of the above finds; most hold none, and are not taken apart. */
const MAY_BE_SECRET = /pass|pwd|token|secret|credential|private|key/i;

/** What in a key says that its value is secret, in lower case: `secret-key` for `--secret-key`. */
function secretWord(key: string): string | undefined {
  if (!MAY_BE_SECRET.test(key)) return undefined;
  const words = wordsOf(key);
  if (ABOUT.test(words.at(-1) ?? "") || KIND.test(key)) return undefined;
  const found = SECRET_KEY.exec(key) ?? SECRET_ENDING.exec(key);
  return found?.[0].toLowerCase() ?? words.find(word => SECRET_WORD.test(word));
}

/** `DB_PASS`, `db-pass` and `dbPass` are `db` and `pass`. */
function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(word => word !== "");
}

/** All of the line where the key opens it; one word in the middle of a sentence or a command. */
function assigned(rest: string, before: string): { readonly value: string; readonly isWhole: boolean } {
  const isWhole = /^[\s"'-]*[\w./-]*$/.test(before.slice(before.lastIndexOf("\n") + 1));
  const value = (isWhole ? rest : (rest.split(/\s/, 1)[0] ?? "")).replace(/^["'`]+|["'`,;\s]+$/g, "");
  return { value, isWhole };
}

/** Whether a value only says where the secret is: a template, a variable, a path, a URL, or the name of an object. */
function isReference(value: string, key: string, isWhole: boolean): boolean {
  if (isPlaceholder(value) || /^\.{0,2}\/[\w./-]*$/.test(value) || /^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return true;
  if (/^(?:true|false|null|none|-?\d+(?:\.\d+)?)$/i.test(value)) return true;
  return namesSecrets(key, isWhole) && isName(value);
}

/** A colon in the middle of a sentence: `the password: nobody knows it`. */
function isProse(rest: string): boolean {
  return /^[a-z]+[,.;]? [a-z]/.test(rest);
}

/** Fields of objects call a Secret's name `secret`; variables in capitals hold what they are called. */
function namesSecrets(key: string, isWhole: boolean): boolean {
  const last = wordsOf(key).at(-1) ?? "";
  if (/^(?:pass|pwd)/.test(last)) return false;
  return !isWhole || (last === "secret" && key !== key.toUpperCase());
}

function isPlaceholder(value: string): boolean {
  return /\{\{.*\}\}|^\$\w*[({]|^\$[A-Za-z_]+$|^<.*>$|^%[\w({]|^\*+$/.test(value) || isKeyOfSecret(value);
}

/** As Argo CD writes it, `$argocd-oidc:clientSecret`, and its Image Updater, `secret:argocd/gitea#credentials`. */
function isKeyOfSecret(value: string): boolean {
  return /^\$[a-z-]+:[A-Za-z]+$|^secret:[a-z-]+\/[a-z-]+#[a-z]+$/.test(value);
}

/** Words of lower-case letters, and short ones with digits, as people name things: `gitea-runner-v2`. */
function isName(value: string): boolean {
  return value.split(/[-._/#]/).every(part => /^[a-z]+$|^[a-z0-9]{1,4}$/.test(part));
}
