import { join, sep } from "node:path";
import type { Lab } from "../checks/rule.ts";
import type { Place } from "../guidebook/site/frame.ts";
import type { Site } from "../guidebook/site/site.ts";
import type { remembering } from "../memory/remember.ts";
import { readSources } from "../memory/sources.ts";
import { repositoryFolder } from "../repository.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import type { Tree } from "../tree/tree.ts";
import { makeReloadable } from "../watch/reload.ts";
import { saves } from "../watch/saves.ts";

/** A lab as its sources say at this moment. */
export interface ShownLab {
  readonly lab: Lab;
  /** Everything that `lab render` would write. */
  readonly tree: Tree;
  readonly site: Site;
}

/** A lab that is rendered anew, in memory, whenever somebody looks after an edit. */
export interface FollowedLab {
  /** @throws {Error} with what is wrong, while the sources cannot be loaded */
  readonly now: () => Promise<ShownLab>;
  /** How often something was saved: what was made at another count may be stale. */
  readonly saveCount: () => number;
  /** How many old versions of modules are still in memory. */
  readonly staleCount: () => number;
  /** Notices edits from now on, and never ends; until it is called, the process can end by itself. */
  readonly follow: () => Promise<void>;
}

/** What the lab is made of, and what was made of it: the review reads that, and nothing is rendered from it. */
const WATCHED = ["clusters", "platform", "apps", "render", "rendered"];
const RENDERED = join(repositoryFolder, "rendered", sep);

/**
 * Follows the lab of a cluster: the first one, if none is named.
 *
 * @param places that the bar of every page shows
 * @param tell is called with the lines of findings after each rendering
 */
export function followLab(
  cluster: string | undefined,
  places: readonly Place[],
  tell: (lines: readonly string[]) => void,
): FollowedLab {
  const reloader = makeReloadable();
  let saveCount = 0;
  let sourceCount = 0;
  let units: Units = {};
  let shown: { readonly lab: Promise<ShownLab>; readonly sourceCount: number } | undefined;
  const renderNow = async () => {
    const modules = await loadModules();
    const builder = modules.remembering(readSources(repositoryFolder), units);
    const { labs, tree, findings } = await modules.withGuidebook(await modules.renderDeployed(builder.build));
    units = builder.units;
    tell(findingLines(findings.filter(({ level }) => level === "error")));
    if (labs.length === 0 && hasErrors(findings)) throw new Error(findingLines(findings).join("\n"));
    const lab = labs.find(({ cluster: { name } }) => cluster === undefined || name === cluster);
    if (lab === undefined) {
      const known = labs.map(({ cluster: { name } }) => name).join(", ");
      throw new Error(`Cannot show cluster "${cluster}": it is none of clusters/index.ts, name one of ${known}`);
    }
    return { lab, tree, site: modules.siteOf(lab, places) };
  };

  return {
    now() {
      if (shown === undefined || shown.sourceCount !== sourceCount) {
        const before = shown?.lab.catch(() => undefined); // one after the other, however often somebody saves and reloads
        shown = { lab: Promise.resolve(before).then(renderNow), sourceCount };
      }
      return shown.lab;
    },
    saveCount: () => saveCount,
    staleCount: () => reloader.reloadCount(),
    async follow(): Promise<void> {
      for await (const saved of saves(WATCHED.map(folder => join(repositoryFolder, folder)))) {
        saveCount += 1;
        const sources = [...saved].filter(file => !file.startsWith(RENDERED));
        if (sources.length === 0) continue;
        for (const file of sources) reloader.invalidate(file);
        sourceCount += 1;
      }
    },
  };
}

/** What the next rendering need not build again. */
type Units = Parameters<typeof remembering>[1];

/** Each time, so that they are loaded anew where something below them was saved. */
async function loadModules() {
  const [{ renderDeployed }, { withGuidebook }, { remembering }, { siteOf }] = await Promise.all([
    import("../render-repository.ts"),
    import("../guidebook/with-guidebook.ts"),
    import("../memory/remember.ts"),
    import("../guidebook/site/site.ts"),
  ]);
  return { renderDeployed, withGuidebook, remembering, siteOf };
}
