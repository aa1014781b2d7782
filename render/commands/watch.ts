import { join } from "node:path";
import { Command } from "commander";
import pc from "picocolors";
import type { Finding } from "../../clusters/finding.ts";
import type { remembering } from "../memory/remember.ts";
import type { Last } from "../memory/remembering-converters.ts";
import { readSources, type Sources } from "../memory/sources.ts";
import type { Rendering } from "../pipeline.ts";
import { renderedFolder, repositoryFolder } from "../repository.ts";
import { changeLines } from "../terminal/change-lines.ts";
import { findingLines } from "../terminal/finding-lines.ts";
import type { Change } from "../tree/change.ts";
import { compare } from "../tree/compare.ts";
import { readTree } from "../tree/read.ts";
import type { Tree } from "../tree/tree.ts";
import { isGuidebook } from "../tree/unit-paths.ts";
import { writeTree } from "../tree/write.ts";
import { makeReloadable, type Reloader } from "../watch/reload.ts";
import { saves } from "../watch/saves.ts";

const WATCHED = ["clusters", "platform", "apps"];

export const command = new Command("watch")
  .description(
    "Renders on every save below clusters/, platform/ and apps/, writes rendered/ and shows what that changes.\n" +
      "A broken edit shows its error and leaves the last good tree. Ends with Ctrl-C.",
  )
  .action(async () => {
    const reloader = makeReloadable();
    const bursts = saves(WATCHED.map(folder => join(repositoryFolder, folder)));
    let known = await renderOnce({ units: {}, guidebook: { made: {}, textAt: () => undefined } }, new Set(), reloader);
    console.log(pc.dim(`Watching ${WATCHED.map(folder => `${folder}/`).join(", ")}; Ctrl-C ends`));
    for await (const saved of bursts) {
      const started = performance.now();
      known = await renderOnce(known, saved, reloader);
      console.log(pc.dim(`${new Date().toLocaleTimeString()}, ${Math.round(performance.now() - started)} ms`));
    }
  });

/** What the next rendering need neither build nor convert again. */
interface Known {
  readonly units: Parameters<typeof remembering>[1];
  readonly guidebook: Last;
}

/**
 * Renders, writes and shows what changed, and then writes the guidebook; with an error among the findings, shows those
 * and keeps the last good tree, or, where only pages are wrong, the last good guidebook.
 */
async function renderOnce(known: Known, saved: ReadonlySet<string>, reloader: Reloader): Promise<Known> {
  for (const file of saved) reloader.invalidate(file);
  const [{ renderDeployed }, { remembering }] = await Promise.all([
    import("../render-repository.ts"), // here, so that they are loaded anew where something below them was saved
    import("../memory/remember.ts"),
  ]);
  const sources = readSources(repositoryFolder);
  const builder = remembering(sources, known.units);
  const deployed = await renderDeployed(builder.build);
  if (showErrors(deployed.findings)) return known;
  const changes = write(deployed.tree, path => !isGuidebook(path));
  console.log(changeLines(changes).join("\n") || pc.dim("Nothing changes"));
  const guidebook = await renderGuidebook(deployed, sources, known);
  return { units: builder.units, guidebook };
}

/** After the diff is shown: nobody waits for it. */
async function renderGuidebook(deployed: Rendering, sources: Sources | undefined, known: Known): Promise<Last> {
  const [{ withGuidebook }, { rememberingConverters }] = await Promise.all([
    import("../guidebook/with-guidebook.ts"),
    import("../memory/remembering-converters.ts"),
  ]);
  const converters = rememberingConverters(sources, known.guidebook);
  const { tree, findings } = await withGuidebook(deployed, converters);
  if (showErrors(findings)) return known.guidebook;
  const changes = write(tree);
  if (changes.length > 0) console.log(pc.dim(changeLines(changes).join("\n")));
  return { made: converters.made, textAt: path => tree.get(path) };
}

function showErrors(findings: readonly Finding[]): boolean {
  const errors = findings.filter(({ level }) => level === "error");
  if (errors.length > 0) console.log(findingLines(errors).join("\n"));
  return errors.length > 0;
}

/** Writes what differs from the tree on disk, or a part of it, which somebody may have touched meanwhile, and tells that. */
function write(tree: Tree, isWanted?: (path: string) => boolean): Change[] {
  try {
    const before = readTree(renderedFolder, isWanted);
    writeTree(renderedFolder, before, tree);
    return compare(before, tree);
  } catch (error) {
    console.log((error as Error).message);
    return [];
  }
}
