import { type ImageReference, parseImage } from "../../../platform/image.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { textOf } from "./fields.ts";
import { containersOf, containersOfBoth, type PodContainer } from "./pods.ts";

/** An image that a container runs. */
export interface RunImage {
  readonly container: string;
  /** As in a field change: `spec.template.spec.containers[erp].image`. */
  readonly path: string;
  /** As it is written. */
  readonly text: string;
  readonly image: ImageReference;
}

/** Images of the pods that an object makes. */
export function imagesOf(object: KubeObject): RunImage[] {
  return containersOf(object).flatMap(container => imageOf(container) ?? []);
}

/** Images of containers that both sides have, where they differ. */
export function changedImages(before: KubeObject, after: KubeObject): [RunImage, RunImage][] {
  return containersOfBoth(before, after).flatMap(([was, is]) => {
    const [old, fresh] = [imageOf(was), imageOf(is)];
    if (old === undefined || fresh === undefined || old.text === fresh.text) return [];
    return [[old, fresh] as [RunImage, RunImage]];
  });
}

/**
 * Registry and repository in full, so that two ways to name one image compare as equal: `redis` is
 * `docker.io/library/redis` (https://github.com/distribution/reference/blob/main/normalize.go).
 */
export function imageName({ registry, repository }: ImageReference): string {
  const host = registry === undefined || registry === "index.docker.io" ? "docker.io" : registry;
  return `${host}/${host === "docker.io" && !repository.includes("/") ? "library/" : ""}${repository}`;
}

function imageOf({ name, path, fields }: PodContainer): RunImage | undefined {
  const text = textOf(fields.image);
  return text === undefined ? undefined : { container: name, path: `${path}.image`, text, image: parseImage(text) };
}
