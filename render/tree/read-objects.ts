import type { Scalar, ScalarTag, Tags } from "yaml";
import type { KubeObject } from "../../platform/kube-object.ts";
import { yaml } from "./yaml.ts";

/** The objects of one file, or the reason why Argo CD could not read them either. */
export type Reading = { readonly objects: readonly KubeObject[] } | { readonly unreadable: string };

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
  try {
    return { objects: parse(text).flatMap((document, index) => objectsOf(document, `document ${index + 1}`)) };
  } catch (error) {
    // Broken YAML, an alias without its anchor, an alias bomb, or more levels than the stack holds.
    return { unreadable: firstLine(error) };
  }
}

function objectsOf(value: unknown, subject: string): KubeObject[] {
  if (value === null) return [];
  if (isList(value)) return value.items.flatMap((item, index) => objectsOf(item, `item ${index + 1} of ${subject}`));
  assertObject(value, subject);
  return [value];
}

function isList(value: unknown): value is { readonly items: readonly unknown[] } {
  return isMapping(value) && /List$/.test(String(value.kind)) && Array.isArray(value.items);
}

function assertObject(value: unknown, subject: string): asserts value is KubeObject {
  if (!isMapping(value)) throw new Error(`${subject} is no mapping`);
  for (const field of ["apiVersion", "kind"]) {
    if (typeof value[field] !== "string" || value[field] === "") throw new Error(`${subject} has no ${field}`);
  }
  const { metadata } = value;
  if (!isMapping(metadata) || typeof metadata.name !== "string" || metadata.name === "") {
    throw new Error(`${subject} has no metadata.name`);
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
