import type { Typed } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { FieldPlace } from "../meaning/field-place.ts";

export function isSecret({ apiVersion, kind }: Typed): boolean {
  return kind === "Secret" && !apiVersion.includes("/");
}

/** A Secret as it may be shown: each of its values says only how long it is, such as `hidden, 24 bytes`. */
export function maskSecret(secret: KubeObject): KubeObject {
  return masked(["Secret"], secret) as KubeObject;
}

/**
 * The same, of a value that stands in one place of a Secret. A short digest would be no better than the value: whoever
 * sees it may try passwords until one fits.
 */
export function masked(place: FieldPlace, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  const isMapping = typeof value === "object" && !Array.isArray(value);
  if (isHidden(place) || (!isMapping && isHolder(place))) return hidden(place, value);
  if (!isMapping) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked([...place, key], inner)]));
}

/** The fields of which every entry is hidden. */
function isHolder([, field]: FieldPlace): boolean {
  return field === "data" || field === "stringData";
}

function isHidden(place: FieldPlace): boolean {
  const [, field, ...below] = place;
  if (isHolder(place)) return below.length > 0;
  return field === "metadata" && below[0] === "annotations" && below[1] === COPY;
}

/** kubectl keeps the whole object here, in clear. */
const COPY = "kubectl.kubernetes.io/last-applied-configuration";

function hidden([, field]: FieldPlace, value: unknown): string {
  if (typeof value !== "string") return "hidden";
  const bytes = Buffer.byteLength(value, field === "data" ? "base64" : "utf8");
  return `hidden, ${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
}
