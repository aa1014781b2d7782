/**
 * Writes one plain object as a YAML document, keys in the order given, ending with one newline:
 * `{ kind: "Job", spec: { args: ["--now"] } }` becomes `kind: Job\nspec:\n  args:\n    - --now\n`.
 *
 * The reader it is written for is the one of Kubernetes (sigs.k8s.io/yaml, a fork of go-yaml): a cross of YAML 1.1 and
 * 1.2 with habits of its own. A string stays plain only if it cannot be taken for anything else there or in YAML 1.1;
 * text of several lines becomes a literal block where no byte of it can get lost; every other string is quoted as JSON.
 * Properties that are undefined are left out, and -0 is written as 0, as JSON does both.
 *
 * @throws {Error} naming the path of whatever JSON cannot hold faithfully: NaN, a bigint, a function, a class instance,
 *   undefined in a list, a lone surrogate, an object that contains itself, more than 1,200 levels
 */
export function emit(object: unknown): string {
  const text = writeDocument({ root: object, trail: [], keepsBlankEnd: true });
  if (!text.endsWith("\n\n")) return text;
  // A block that keeps its blank lines would be the end of the file, where editors and splitters of documents trim.
  return writeDocument({ root: object, trail: [], keepsBlankEnd: false });
}

type Mapping = Readonly<Record<string, unknown>>;

/** One pass over one document. */
interface Walk {
  readonly root: unknown;
  /** Keys and indices from the root to the value being written. Entries beyond the present depth are stale. */
  readonly trail: (string | number)[];
  /** Whether text that ends in blank lines may become a `|+` block. */
  readonly keepsBlankEnd: boolean;
}

/** Less than half of what the stack of a fresh Node holds (it ends near 2,900); go-yaml would follow to 10,000. */
const DEEPEST = 1200;

function writeDocument(walk: Walk): string {
  const { root } = walk;
  if (typeof root !== "object" || root === null || Array.isArray(root)) throw notPlain(root, 0, walk);
  assertPlain(root, 0, walk);
  return writeMapping(root, "", 0, walk) || "{}\n";
}

/** Entries of a mapping, the first one without its indentation, each ending with a newline; "" if there are none. */
function writeMapping(mapping: Mapping, indent: string, depth: number, walk: Walk): string {
  const inner = `${indent}  `;
  let text = "";
  for (const key of Object.keys(mapping)) {
    const value = mapping[key];
    if (value === undefined) continue;
    walk.trail[depth] = key;
    if (text !== "") text += indent;
    text += KEYS.get(key) ?? writeNewKey(key, indent, depth + 1, walk);
    text += writeValue(value, inner, `\n${inner}`, depth + 1, walk);
  }
  return text;
}

/** Items of a list, in the form of {@link writeMapping}. */
function writeList(list: readonly unknown[], indent: string, depth: number, walk: Walk): string {
  const inner = `${indent}  `;
  let text = "";
  for (let index = 0; index < list.length; index++) {
    walk.trail[depth] = index;
    if (text !== "") text += indent;
    text += `-${writeValue(list[index], inner, " ", depth + 1, walk)}`;
  }
  return text;
}

/**
 * What follows `key:` or `-`, from the blank to the newline.
 *
 * @param inner indentation of what lies below the key or dash
 * @param lead what stands before the first entry of a mapping or list: a new line after a key, a blank after a dash
 */
function writeValue(value: unknown, inner: string, lead: string, depth: number, walk: Walk): string {
  switch (typeof value) {
    case "string":
      return writeString(value, inner, depth, walk);
    case "boolean":
      return value ? " true\n" : " false\n";
    case "number":
      if (Number.isFinite(value)) return ` ${value}\n`;
      break;
    case "object": {
      if (value === null) return " null\n";
      if (depth > DEEPEST) throw tooDeep(walk, depth);
      if (Array.isArray(value)) {
        const items = writeList(value, inner, depth, walk);
        return items === "" ? " []\n" : lead + items;
      }
      assertPlain(value, depth, walk);
      const entries = writeMapping(value, inner, depth, walk);
      return entries === "" ? " {}\n" : lead + entries;
    }
  }
  throw refusal(
    walk,
    depth,
    `the value is ${describe(value)}`,
    "use a string, finite number, boolean, null, list or plain object",
  );
}

function writeString(text: string, inner: string, depth: number, walk: Walk): string {
  if (isPlain(text)) return ` ${text}\n`;
  if (!text.isWellFormed()) throw loneSurrogate(walk, depth, "the value");
  if (!text.includes("\n") || LOSES_IN_BLOCK.test(text)) return ` ${quote(text)}\n`;
  if (text.endsWith("\n\n") && !walk.keepsBlankEnd) return ` ${quote(text)}\n`;
  return writeBlock(text, inner);
}

/** Literal block. Blank lines stay empty, so that no line of the document ends with a blank of ours. */
function writeBlock(text: string, inner: string): string {
  let end = text.length;
  while (text[end - 1] === "\n") end--;
  const newlines = text.length - end;
  const chomping = newlines === 0 ? "-" : newlines === 1 ? "" : "+";
  const lines = text.slice(0, end).replace(LINE_START, `\n${inner}`);
  return ` |${chomping}\n${inner}${lines}\n${"\n".repeat(Math.max(0, newlines - 1))}`;
}

/** Keys written before, with their colon: a tree has few different ones. */
const KEYS = new Map<string, string>();
const KEYS_REMEMBERED = 10_000;

/** go-yaml looks for the colon of a key within 1,024 characters of its start; longer ones need the `? ` form. */
const LONGEST_SIMPLE_KEY = 1000;

function writeNewKey(key: string, indent: string, depth: number, walk: Walk): string {
  if (!key.isWellFormed()) throw loneSurrogate(walk, depth, "the key");
  const text = isPlain(key) ? key : quote(key);
  if (text.length > LONGEST_SIMPLE_KEY) return `? ${text}\n${indent}:`;
  if (KEYS.size < KEYS_REMEMBERED) KEYS.set(key, `${text}:`);
  return `${text}:`;
}

/** First characters that begin neither a number nor anything that YAML gives a meaning: `erp`, `/healthz`, `-c`, `--now`. */
const STARTS_AS_TEXT = /^(?:[A-Za-z/$]|--?[A-Za-z])/;

const STARTS_WITH_DIGIT = /^\d/;

/** Not printable ASCII, the end of a key, or the start of a comment. */
const BREAKS_PLAIN = /[^ -~]|:(?: |$)| (?:#|$)/;

/**
 * What no number or date of any YAML version holds: `256Mi`, `10.0.0.0/8`, `1.2.3`. Letters of other bases, exponents
 * and times (a-f, o, p, t, x, z) prove nothing: `0o17`, `0x1p-2`, `2001-12-14t21:59:43z`.
 */
const NEVER_A_NUMBER = /[g-nqrsuvwyG-NQRSUVWY/@]|\.\d+\./;

/** Booleans of YAML 1.1 and nulls, in any case and also after a dash. From `inf` on: numbers to some other readers. */
const RESERVED = /^-*(?:y|yes|n|no|true|false|on|off|null|inf|infinity|nan|e[-+]?\d+)$/i;

function isPlain(text: string): boolean {
  const startsWell = STARTS_AS_TEXT.test(text) || (STARTS_WITH_DIGIT.test(text) && NEVER_A_NUMBER.test(text));
  return startsWell && !BREAKS_PLAIN.test(text) && !RESERVED.test(text);
}

/**
 * What a reader would refuse, fold or drop, or a reviewer would not see: DEL, C1 controls, blanks other than the common
 * one, NEL, LS and PS, soft hyphen, zero-width and bidirectional marks, BOM and the non-characters. Explicit ranges
 * and not `\p{Cf}`: the text must not depend on the Unicode version of Node.
 */
const HIDDEN =
  "\\u007f-\\u00a0\\u00ad\\u061c\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff\\ufff9-\\uffff";
const HIDDEN_CHARACTERS = new RegExp(`[${HIDDEN}]`, "g");

/** A blank or newline at the start (it would set the indentation), a tab or control, a line of blanks only. */
const LOSES_IN_BLOCK = new RegExp(`^[ \\n]|[\\u0000-\\u0009\\u000b-\\u001f${HIDDEN}]|\\n +(?:\\n|$)`);

const LINE_START = /\n(?!\n)/g;

function quote(text: string): string {
  return JSON.stringify(text).replace(
    HIDDEN_CHARACTERS,
    hidden => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Instances of classes are refused: JSON would turn a Date to text and a Map to nothing. */
function assertPlain(value: object, depth: number, walk: Walk): asserts value is Mapping {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notPlain(value, depth, walk);
  if (Object.getOwnPropertySymbols(value).length > 0) {
    throw refusal(walk, depth, "a key of the value is a symbol", "use a string");
  }
}

function notPlain(value: unknown, depth: number, walk: Walk): Error {
  if (depth === 0) return refusal(walk, 0, `it is ${describe(value)}`, "give a plain object");
  return refusal(walk, depth, `the value is ${describe(value)}`, "use a plain object");
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null || value === undefined || typeof value === "number") return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  return `an instance of ${value.constructor?.name || "a class without name"}`;
}

function loneSurrogate(walk: Walk, depth: number, what: "the key" | "the value"): Error {
  return refusal(walk, depth, `${what} is no Unicode text`, "remove the half of a surrogate pair in it");
}

/** Names the object that contains itself, if that is why the walk went so deep. */
function tooDeep(walk: Walk, depth: number): Error {
  const ancestors = new Set<unknown>([walk.root]);
  let value = walk.root;
  for (let length = 1; length <= depth; length++) {
    value = (value as Mapping)[walk.trail[length - 1] as string];
    if (ancestors.has(value)) return refusal(walk, length, "the value is an object that contains itself", "use a copy");
    ancestors.add(value);
  }
  return refusal(walk, depth, `the value is more than ${DEEPEST} levels deep`, "use a flatter object");
}

/** `Cannot emit spec.args[1]: the value is NaN, …`; the first `length` steps of the trail are the path. */
function refusal(walk: Walk, length: number, is: string, right: string): Error {
  const path = walk.trail.slice(0, length).map(writeStep).join("").replace(/^\./, "");
  return new Error(`Cannot emit ${path || "the document"}: ${is}, ${right}`);
}

function writeStep(step: string | number): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[A-Za-z_][\w-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
