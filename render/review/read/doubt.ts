import type { Deployment } from "./deployment.ts";
import { toolBeside } from "./directory-source.ts";
import { ancestors, folderOf } from "./folder-index.ts";

/**
 * Why something may come of a file, although no Application that is known deploys it or builds from it: an
 * ApplicationSet may take it, an Application looks for its folder behind it (it is a link, or a submodule), or it lies in
 * a folder of a tool, which whoever reaches that folder builds from. Undefined where there is no reason to think so.
 */
export function doubtsOf({ revision, applications, setOf }: Deployment): (path: string) => string | undefined {
  const tools = toolFolders(revision.files.keys());
  const passed = passedOnTheWay(applications);
  return path => {
    const kind = revision.files.get(path)?.kind ?? "file";
    if (kind !== "file" && passed.has(path)) return `Application "${passed.get(path)}" looks behind this ${kind}`;
    const set = setOf(path);
    if (set !== undefined) return `ApplicationSet "${set}" may deploy it, and is not expanded here`;
    const folder = ancestors(path).find(one => tools.has(one));
    if (folder === undefined) return undefined;
    return `"${folder || "."}" is a folder of ${tools.get(folder)}, and no Application is seen to build from it`;
  };
}

/** Every step on the way to a folder that an Application does not find, and that Application. */
function passedOnTheWay(applications: Deployment["applications"]): ReadonlyMap<string, string> {
  return new Map(
    applications.flatMap(({ name, taken }) =>
      taken
        .filter(({ isMissing }) => isMissing)
        .flatMap(({ folder }) => [folder, ...ancestors(folder)].map(place => [place, name] as const)),
    ),
  );
}

function toolFolders(paths: Iterable<string>): ReadonlyMap<string, string> {
  const tools = new Map<string, string>();
  for (const path of paths) {
    const tool = toolBeside([path]);
    if (tool !== undefined) tools.set(folderOf(path), tool.name);
  }
  return tools;
}
