import type { KubeObject } from "../../../platform/kube-object.ts";

/** An annotation, where it is a text; undefined where it is not there. */
export function metadataText({ metadata }: KubeObject, name: string): string | undefined {
  const annotations: unknown = metadata.annotations;
  if (typeof annotations !== "object" || annotations === null || !Object.hasOwn(annotations, name)) return undefined;
  const value: unknown = (annotations as Record<string, unknown>)[name];
  return typeof value === "string" ? value : undefined;
}

/** Elements of a list in one annotation, without blanks around them. */
export function commaSeparated(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map(item => item.trim())
    .filter(item => item !== "");
}
