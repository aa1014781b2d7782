import { compareVersions, parseVersion } from "../../upgrade/version.ts";
import { changedImages, imageName } from "../objects/images.ts";
import type { Danger } from "./danger.ts";

export const imageDowngrade: Danger = {
  id: "image-downgrade",
  level: "warn",
  explanation: "An image goes back to an older version: few programs read what a newer version of theirs has written",
  remedy: "See that the older version can read its data, or restore a backup from before the upgrade",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    return changedImages(old.object, fresh.object).flatMap(([was, is]) => {
      const [before, after] = [parseVersion(was.image.tag ?? ""), parseVersion(is.image.tag ?? "")];
      if (imageName(was.image) !== imageName(is.image) || before === undefined || after === undefined) return [];
      if (compareVersions(after, before) >= 0) return [];
      return [
        { what: `container "${is.container}" goes back from ${was.image.tag} to ${is.image.tag}`, field: is.path },
      ];
    });
  },
};
