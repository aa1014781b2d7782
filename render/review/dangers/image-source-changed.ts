import { changedImages, imageName } from "../objects/images.ts";
import type { Danger } from "./danger.ts";

export const imageSourceChanged: Danger = {
  id: "image-source-changed",
  level: "warn",
  explanation:
    "An image comes from another registry or repository: others make it, and nodes may lack the login or the way to it",
  remedy: "See who publishes it, that it exists for the nodes' architecture, and that the nodes may pull it",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    return changedImages(old.object, fresh.object).flatMap(([was, is]) => {
      const [before, after] = [imageName(was.image), imageName(is.image)];
      if (before === after) return [];
      return [
        { what: `container "${is.container}" takes its image from ${after} in place of ${before}`, field: is.path },
      ];
    });
  },
};
