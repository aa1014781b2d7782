import { hash } from "node:crypto";

/** Annotation of pods that must start anew when what they were configured with changes: they read it once. */
export function configDigest(data: Readonly<Record<string, string>>): Record<string, string> {
  return { "lab/config": hash("sha256", JSON.stringify(data)).slice(0, 16) };
}
