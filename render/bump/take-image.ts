import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { parseImage } from "../../platform/image.ts";
import type { Instance } from "../../platform/instance.ts";
import { bumpBranch, imagesFile, repository } from "../../platform/naming.ts";
import type { GiteaRepository } from "../gitea/gitea-repository.ts";
import { renderRepository } from "../render-repository.ts";
import { repositoryFolder } from "../repository.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import { withTag } from "./image-files.ts";
import { isNewer, isRelease, parseVersionTag } from "./version-tag.ts";

/** An image that the workflow of an app's repository has pushed under the name of that repository. */
export interface PushedImage {
  /** By which the app is known here: `bump/erp`. */
  readonly branch: string;
  /** Registry and organisation that it was pushed to. */
  readonly gitea: Pick<GiteaRepository, "server" | "repository">;
  readonly tag: string;
}

/**
 * Writes the tag of an image that was pushed into the file of each cluster that takes it.
 *
 * @throws {Error} when nothing here runs that image, its tag is no version, or the lab cannot be rendered as it is
 */
export async function takeImage(image: PushedImage): Promise<void> {
  const { labs, findings } = await renderRepository();
  if (hasErrors(findings)) {
    const lines = findingLines(findings).map(stripVTControlCharacters);
    throw new Error(
      [`Cannot take tag "${image.tag}" for ${image.branch}: main cannot be rendered`, ...lines].join("\n"),
    );
  }
  const instances = labs.flatMap(({ units }) => units.flatMap(({ instance }) => instance ?? []));
  for (const { name, cluster } of takers(instances, image)) {
    const file = join(repositoryFolder, imagesFile(cluster.name));
    writeFileSync(file, withTag(readFileSync(file, "utf8"), name, image.tag));
  }
}

/**
 * The instances that take an image, by the rule that the Image Updater has for them: production takes releases, every
 * other environment pre-releases too, and none an older one than it has.
 */
export function takers(instances: readonly Instance[], image: PushedImage): Instance[] {
  const tag = parseVersionTag(image.tag);
  if (tag === undefined) {
    throw new Error(
      `Cannot take tag "${image.tag}" for ${image.branch}: it is no version, push the image as one such as "1.4.2" or "1.5.0-rc1"`,
    );
  }
  const running = instances.filter(instance => runs(instance, image));
  if (running.length === 0) {
    throw new Error(
      `Cannot take tag "${image.tag}" for ${image.branch}: no app of that name runs the image of its own repository on ${hostOf(image)}, declare it in apps/`,
    );
  }
  return running.filter(instance => {
    const present = parseVersionTag(parseImage(instance.image).tag ?? "");
    return (isRelease(tag) || !isProduction(instance)) && (present === undefined || isNewer(tag, present));
  });
}

function runs({ app, image, cluster }: Instance, pushed: PushedImage): boolean {
  const place = parseImage(image);
  const [organisation = ""] = pushed.gitea.repository.split("/");
  return (
    bumpBranch(app) === pushed.branch &&
    cluster.gitea.host === hostOf(pushed) &&
    place.registry === hostOf(pushed) &&
    place.repository === repository(organisation, app)
  );
}

function hostOf({ gitea }: PushedImage): string {
  return new URL(gitea.server).host;
}

/** By the elision rule. */
function isProduction({ name, app }: Instance): boolean {
  return name === app;
}
