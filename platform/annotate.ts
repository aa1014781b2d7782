import type { KubeObject } from "./kube-object.ts";

/** The object with further annotations, sorted by name so that their order never depends on who adds them. */
export function annotate(object: KubeObject, annotations: Readonly<Record<string, string>>): KubeObject {
  const all = { ...object.metadata.annotations, ...annotations };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...object, metadata: { ...object.metadata, annotations: sorted } };
}
