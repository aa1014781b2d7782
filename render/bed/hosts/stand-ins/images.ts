import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { giteaImage } from "./images/gitea-image.ts";
import type { Image } from "./images/image.ts";
import { postgresImage } from "./images/postgres-image.ts";
import { stepCaImage } from "./images/step-ca-image.ts";
import { type Shared, sharePart } from "./shared.ts";

/** Images of the stand-in of Docker that are real, by the last word of their names; of every other, a process waits. */
const IMAGES = { postgres: postgresImage, "step-ca": stepCaImage, gitea: giteaImage } as const satisfies Record<
  string,
  Image
>;

export type ImageName = keyof typeof IMAGES;

/** Programs of the bed that are in images. */
export const IN_IMAGES: readonly string[] = Object.values(IMAGES).flatMap(({ parts }) => parts);

/** @param folder of the run, in which each image is laid out once */
export function shareImages(folder: string, names: readonly ImageName[]): Shared {
  return Object.assign({}, ...names.map(name => shareImage(folder, name)));
}

function shareImage(folder: string, name: ImageName): Shared {
  const { parts, layOut }: Image = IMAGES[name];
  const image = join(folder, name);
  if (!existsSync(image)) {
    const aside = `${image}.new`;
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside, { recursive: true });
    layOut(aside);
    renameSync(aside, image);
  }
  return Object.assign({ [`/opt/images/${name}`]: image }, ...parts.map(sharePart));
}
