import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Documents, type Fault, objectsIn, readDocuments } from "../../tree/read-objects.ts";

/**
 * What one file says to Argo CD, when an Application deploys it as it is. Plain data.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/reposerver/repository/repository.go getObjsFromYAMLOrJSON
 */
export interface Manifest {
  readonly objects: readonly KubeObject[];
  readonly faults: readonly Fault[];
  /** Why Argo CD passes over the file, if it does: `marked`, or no YAML of Kubernetes, `unrelated`. */
  readonly ignored?: "marked" | "unrelated";
}

/** Whether Argo CD reads a file of this name, in a folder that it takes as it is. */
export function isManifestName(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

/**
 * Files above this size are not read: 10 MiB, more than Argo CD by default takes from all files of one Application
 * (`reposerver.max.combined.directory.manifests.size` is 10M).
 */
export const MOST_BYTES = 10 * 1024 * 1024;

/** Of a file that is larger. */
export function tooLarge(bytes: number): Manifest {
  return { objects: [], faults: [{ what: `is larger than 10 MiB (${bytes} bytes), and is not read`, stops: true }] };
}

const MARKER = "+argocd:skip-file-rendering";

/** @param path tells JSON, of which Argo CD wants one value, from YAML */
export function readManifest(bytes: Buffer, path: string): Manifest {
  const text = decode(bytes);
  if (text.includes(MARKER)) return { objects: [], faults: [], ignored: "marked" };
  if (text.includes("\0") || (text.includes("\uFFFD") && !bytes.includes("\uFFFD"))) {
    return { objects: [], faults: [{ what: "is no text of UTF-8", stops: true }] };
  }
  return path.endsWith(".json") ? readJson(text) : readYaml(text);
}

/** A byte order mark may say UTF-16. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

function readJson(text: string): Manifest {
  try {
    const value = JSON.parse(text, /\d{16}/.test(text) ? exactly : undefined);
    return isDeeper(value, MOST_LEVELS) ? TOO_DEEP : objectsIn(value);
  } catch (error) {
    return { objects: [], faults: [{ what: `is no JSON: ${(error as Error).message.split("\n")[0]}`, stops: true }] };
  }
}

/** Deeper than any object is, and not so deep that what walks through it runs out of stack. */
const MOST_LEVELS = 1000;
const TOO_DEEP: Manifest = { objects: [], faults: [{ what: "is nested deeper than 1000 levels", stops: true }] };

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some(inner => isDeeper(inner, levels - 1));
}

/** Reviver that keeps integers above 2^53, as readObjects() does. */
export function exactly(_key: string, value: unknown, context?: { source: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  return /^-?\d+$/.test(context?.source ?? "") ? BigInt(context?.source ?? "") : value;
}

function readYaml(text: string): Manifest {
  if (cannotHaveKind(text)) return { objects: [], faults: [], ignored: "unrelated" };
  const documents = readDocuments(text);
  return isUnrelated(documents, text) ? { objects: [], faults: [], ignored: "unrelated" } : documents;
}

/** Spares the parser what holds no object in any way of writing: escapes and tags can spell a key, too. */
function cannotHaveKind(text: string): boolean {
  return !text.includes("kind") && !text.includes("\\") && !text.includes("!");
}

/** Argo CD passes over a file whose first document is no object, unless it looks as if it were meant to be one. */
function isUnrelated({ objects, faults }: Documents, text: string): boolean {
  const [first] = faults;
  const isFirst = objects.length === 0 && first?.stops === true;
  return isFirst && !["apiVersion:", "kind:", "metadata:"].every(word => text.includes(word));
}
