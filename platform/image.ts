import type { Gitea } from "../clusters/lab.ts";

/** The parts of an image reference: `ghcr.io/team/app:1.2.3@sha256:…`. */
export interface ImageReference {
  /** Host of the registry; absent: the lab's own. */
  readonly registry?: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Takes an image reference apart. As for Docker, the first component is a registry when it holds a dot or a port
 * (https://github.com/distribution/reference/blob/main/normalize.go); a registry's port is not a tag.
 */
export function parseImage(reference: string): ImageReference {
  const [name = "", digest] = reference.split("@");
  const components = name.split("/");
  const first = components[0] ?? "";
  const registry = components.length > 1 && /[.:]|^localhost$/.test(first) ? first : undefined;
  const path = registry === undefined ? name : components.slice(1).join("/");
  const colon = path.lastIndexOf(":");
  const tag = colon === -1 ? undefined : path.slice(colon + 1);
  return {
    repository: colon === -1 ? path : path.slice(0, colon),
    ...(registry !== undefined && { registry }),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/**
 * The full reference.
 *
 * @param gitea whose registry and organisation an image is in that names neither
 * @param tag in place of its own: `1.2.3` or `1.2.3@sha256:…`
 */
export function resolveImage(reference: string, { host, organisation }: Gitea, tag: string | undefined): string {
  const image = parseImage(reference);
  const isOwn = image.registry === undefined && !image.repository.includes("/");
  const name = `${image.registry ?? host}/${isOwn ? `${organisation}/` : ""}${image.repository}`;
  if (tag !== undefined) return `${name}:${tag}`;
  return `${name}${image.tag === undefined ? "" : `:${image.tag}`}${image.digest === undefined ? "" : `@${image.digest}`}`;
}
