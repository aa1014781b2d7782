import { changedImages } from "../objects/images.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/containers/images/#image-names */
export const imageDigestDropped: Danger = {
  id: "image-digest-dropped",
  level: "warn",
  explanation: "An image was pinned by its digest and no longer is: whoever can push to its tag now says what runs",
  remedy: "Write the digest of the new version behind its tag",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    return changedImages(old.object, fresh.object)
      .filter(([was, is]) => was.image.digest !== undefined && is.image.digest === undefined)
      .map(([, is]) => ({ what: `container "${is.container}" runs ${is.text} without a digest`, field: is.path }));
  },
};
