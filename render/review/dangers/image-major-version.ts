import { parseVersion } from "../../upgrade/version.ts";
import { changedImages, imageName, type RunImage } from "../objects/images.ts";
import type { Danger } from "./danger.ts";

/** https://semver.org/#spec-item-8. A year (`2026.7.1`) or a date that counts up is no major version. */
export const imageMajorVersion: Danger = {
  id: "image-major-version",
  level: "warn",
  explanation: "An image goes up a major version, which may change what it reads and writes, and often cannot go back",
  remedy: "Read the release notes from the old version to the new one, and back up what it holds before the merge",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    return changedImages(old.object, fresh.object).flatMap(([was, is]) => {
      const [before, after] = [majorOf(was), majorOf(is)];
      if (imageName(was.image) !== imageName(is.image) || before === undefined || after === undefined) return [];
      if (after <= before) return [];
      return [{ what: `container "${is.container}" goes from ${was.image.tag} to ${is.image.tag}`, field: is.path }];
    });
  },
};

function majorOf({ image }: RunImage): number | undefined {
  const version = parseVersion(image.tag ?? "");
  return version !== undefined && version.major < 1970 ? version.major : undefined;
}
