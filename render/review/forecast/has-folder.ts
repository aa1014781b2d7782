import type { DesiredApplication } from "../desired.ts";
import type { Survey } from "./survey.ts";

/**
 * Whether anything is left in git of what an Application deploys from this repository. Git keeps no empty folders, and of
 * an Application whose folder is gone Argo CD can neither compare anything nor find its hooks.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/reposerver/repository/repository.go (app path does not exist)
 */
export function hasFolder({ folders }: DesiredApplication, { desired }: Survey): boolean {
  const paths = desired.files?.keys() ?? desired.objects.values().map(({ path }) => path);
  return paths.some(path => folders.some(folder => path.startsWith(folder === "" ? "" : `${folder}/`)));
}
