import { join } from "node:path";
import { Command } from "commander";
import pc from "picocolors";
import type { remembering } from "../memory/remember.ts";
import { readSources } from "../memory/sources.ts";
import { renderedFolder, repositoryFolder } from "../repository.ts";
import { changeLines } from "../terminal/change-lines.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import { compare } from "../tree/compare.ts";
import { readTree } from "../tree/read.ts";
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
    let units = await renderOnce({});
    console.log(pc.dim(`Watching ${WATCHED.map(folder => `${folder}/`).join(", ")}; Ctrl-C ends`));
    for await (const saved of bursts) units = await renderAfter(saved, units, reloader);
  });

/** What the next rendering need not build again. */
type Units = Parameters<typeof remembering>[1];

async function renderAfter(saved: ReadonlySet<string>, units: Units, reloader: Reloader): Promise<Units> {
  const started = performance.now();
  for (const file of saved) reloader.invalidate(file);
  const next = await renderOnce(units);
  console.log(pc.dim(`${new Date().toLocaleTimeString()}, ${Math.round(performance.now() - started)} ms`));
  return next;
}

/** Renders, writes and shows what changed; with an error among the findings, shows those and keeps the last good tree. */
async function renderOnce(units: Units): Promise<Units> {
  const [{ renderWith }, { remembering }] = await Promise.all([
    import("../render-repository.ts"), // here, so that they are loaded anew where something below them was saved
    import("../memory/remember.ts"),
  ]);
  const builder = remembering(readSources(repositoryFolder), units);
  const { tree, findings } = await renderWith(builder.build);
  if (hasErrors(findings)) {
    console.log(findingLines(findings.filter(({ level }) => level === "error")).join("\n"));
    return units;
  }
  try {
    const before = readTree(renderedFolder); // somebody may have touched it meanwhile
    writeTree(renderedFolder, before, tree);
    console.log(changeLines(compare(before, tree)).join("\n") || pc.dim("Nothing changes"));
  } catch (error) {
    console.log((error as Error).message);
  }
  return builder.units;
}
