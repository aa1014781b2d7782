import type { KubeObject } from "../../platform/kube-object.ts";

/** Whether objects run an image in this version; `v1.4.1` is `1.4.1`. */
export function speaksOf(objects: readonly KubeObject[], version: string): boolean {
  return tagsIn(objects).includes(withoutV(version));
}

/** Tags of images, without `v` and digest. */
export function tagsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== "image" || typeof inner !== "string") return tagsIn(inner);
    const tag = /:([\w.-]+)(@|$)/.exec(inner)?.[1];
    return tag === undefined ? [] : [withoutV(tag)];
  });
}

function withoutV(version: string): string {
  return version.replace(/^v(?=\d)/, "");
}
