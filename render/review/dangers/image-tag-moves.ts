import { imagesOf, type RunImage } from "../objects/images.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/containers/images/#image-names */
export const imageTagMoves: Danger = {
  id: "image-tag-moves",
  level: "warn",
  explanation:
    "An image has no tag, or one that its makers move: what runs changes with no commit, differs from node to node, and has no version to go back to",
  remedy: "Name a version, or pin the image by its digest",
  object: ({ object }) =>
    imagesOf(object)
      .filter(moves)
      .map(({ container, path, text }) => ({ what: `container "${container}" runs ${text}`, field: path })),
};

function moves({ image: { tag, digest } }: RunImage): boolean {
  return digest === undefined && (tag === undefined || MOVING.test(tag));
}

const MOVING =
  /^(.+-)?(latest|main|master|trunk|head|edge|nightly|dev|devel|develop|development|unstable|testing|canary|snapshot|current|stable|release|lts|prod|production)$/i;
