import type { Finding } from "../../clusters/finding.ts";
import { appFile, factsFile } from "../../platform/naming.ts";
import type { Declaration } from "./declaration.ts";

/** Clusters and apps that do not lie where their name says: images, findings and a reader would look in vain. */
export function misplaced({ clusters, apps, absent }: Declaration): Finding[] {
  return [
    ...clusters.map(({ name }) => ({ what: "cluster", name, file: factsFile(name), list: "clusters/index.ts" })),
    ...apps.map(({ name }) => ({ what: "app", name, file: appFile(name), list: "apps/index.ts" })),
  ]
    .filter(({ file }) => absent.has(file))
    .map(({ what, name, file, list }) => ({
      level: "error",
      rule: "files",
      field: "name",
      problem: `${what} "${name}" must be declared in ${file}, and there is no such file`,
      remedy: "give it the name of its file, or move it; you find it",
      file: list,
    }));
}
