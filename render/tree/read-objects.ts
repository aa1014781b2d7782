import type { Scalar, ScalarTag, Tags } from "yaml";
import type { KubeObject } from "../../platform/kube-object.ts";
import { yaml } from "./yaml.ts";

/** The objects of one file, or the reason why Argo CD could not read them either. */
export type Reading = { readonly objects: readonly KubeObject[] } | { readonly unreadable: string };

/** What one file says, document by document. */
export interface Documents {
  /** In file order; those before the first fault that stops, and none after it. */
  readonly objects: readonly KubeObject[];
  readonly faults: readonly Fault[];
}

/** Something in a file that is no object, and is nothing either. */
export interface Fault {
  /** One clause: `document 2 has no kind`. */
  readonly what: string;
  /** Whether Argo CD cannot read the file because of it; else it reads an object that it cannot apply by name. */
  readonly stops: boolean;
}

/**
 * Reads the Kubernetes objects of one file: any number of YAML documents (or JSON), in file order. Items of a `List`
 * count as objects of their own, empty documents as none, and the last of several equal keys wins, as in Kubernetes.
 *
 * All or nothing: one document that is no object (no kind, no name, broken YAML) makes the whole file unreadable, since
 * Argo CD then renders nothing of its Application. An integer above 2^53 is a bigint, so that no digit gets lost.
 *
 * @returns e.g. `{ objects: [{ apiVersion: "v1", kind: "Service", ... }] }` or
 *   `{ unreadable: "document 2 has no kind" }`; never throws
 */
export function readObjects(text: string): Reading {
  const {
    objects,
    faults: [fault],
  } = readDocuments(text);
  return fault === undefined ? { objects } : { unreadable: fault.what };
}

/** The same, with every fault of the file and what can be read in spite of them; never throws. */
export function readDocuments(text: string): Documents {
  const found: Found = { objects: [], faults: [] };
  let count = 0;
  try {
    for (const part of parts(text)) {
      for (const value of parse(part)) addDocument(value, `document ${++count}`, found);
      if (found.faults.some(({ stops }) => stops)) return found;
    }
  } catch (error) {
    // Broken YAML, an alias without its anchor, an alias bomb, or more levels than the stack holds.
    found.faults.push({ what: firstLine(error), stops: true });
  }
  return found;
}

/** The same for a value that was parsed already, such as that of a JSON file. */
export function objectsIn(value: unknown): Documents {
  const found: Found = { objects: [], faults: [] };
  addDocument(value, "document 1", found);
  return found;
}

interface Found {
  readonly objects: KubeObject[];
  readonly faults: Fault[];
}

function addDocument(value: unknown, subject: string, found: Found): void {
  if (value === null) return;
  if (isList(value)) {
    for (const [index, item] of (value.items ?? []).entries())
      addDocument(item, `item ${index + 1} of ${subject}`, found);
    return;
  }
  const fault = faultOf(value);
  if (fault === undefined) found.objects.push(value as KubeObject);
  else found.faults.push({ ...fault, what: `${subject} ${fault.what}` });
}

/** A list of objects; also one that says `items: null`, as some generators write it. */
function isList(value: unknown): value is { readonly items: readonly unknown[] | null } {
  return isMapping(value) && /List$/.test(String(value.kind)) && (Array.isArray(value.items) || isEmptyList(value));
}

function isEmptyList(value: Readonly<Record<string, unknown>>): boolean {
  return value.items === null && !("spec" in value) && !("status" in value);
}

/** Argo CD decodes anything that has a kind, and stumbles over the rest when it applies it. */
function faultOf(value: unknown): Fault | undefined {
  if (!isMapping(value)) return { what: "is no mapping", stops: true };
  const isText = (field: unknown) => typeof field === "string" && field !== "";
  if (!isText(value.apiVersion)) return { what: "has no apiVersion", stops: !isText(value.kind) };
  if (!isText(value.kind)) return { what: "has no kind", stops: true };
  const { metadata } = value;
  if (!isMapping(metadata) || !isText(metadata.name)) return { what: "has no metadata.name", stops: false };
  const { namespace = null } = metadata;
  if (namespace === null || typeof namespace === "string") return undefined;
  return { what: "has a metadata.namespace that is no text", stops: false };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const LONG_TEXT = 200_000;

/** A long text by its documents, for what a parser holds of a text is a hundred times its size. */
function parts(text: string): readonly string[] {
  if (text.length < LONG_TEXT || /^%/m.test(text)) return [text];
  return text.split(/^(?=---[ \t]*\r?$)/m);
}

function parse(text: string): unknown[] {
  const documents = yaml().parseAllDocuments(text, OPTIONS);
  return Array.from(documents, document => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return asJson(document.toJS());
  });
}
/** YAML 1.1, as Kubernetes reads it: `yes` is true and `010` is 8, but no `12:30` and no date is anything but text. */
const OPTIONS = {
  version: "1.1",
  uniqueKeys: false,
  intAsBigInt: true,
  logLevel: "error",
  customTags: (tags: Tags): Tags => [...tags.filter(tag => typeof tag === "string" || !isForeign(tag)), newOctal()],
} as const;

function isForeign({ tag, format }: { tag: string; format?: string }): boolean {
  return format === "TIME" || /:(timestamp|omap|pairs|set)$/.test(tag);
}

/** `0o17`, an integer for Go but text for YAML 1.1. */
function newOctal(): ScalarTag {
  return {
    default: true,
    tag: "tag:yaml.org,2002:int",
    format: "OCT",
    test: /^[-+]?0o[0-7_]+$/,
    resolve: text => {
      const digits = BigInt(text.replace(/[-+_]/g, ""));
      return (text.startsWith("-") ? -digits : digits) as unknown as Scalar<number>;
    },
  };
}

/** What JSON would hold: numbers for integers that fit, text for `!!binary`. Works in place. */
function asJson(value: unknown): unknown {
  if (typeof value === "bigint") return fits(value) ? Number(value) : value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== "object" || value === null) return value;
  const entries = value as Record<string, unknown>;
  for (const key of Object.keys(entries)) {
    const inner = asJson(entries[key]);
    if (inner !== entries[key]) entries[key] = inner;
  }
  return value;
}

function fits(value: bigint): boolean {
  return Number.isSafeInteger(Number(value));
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? message).replace(/:$/, "");
}
