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
import type { Tree } from "../tree/tree.ts";
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
    let state = await renderOnce(start());
    console.log(pc.dim(`Watching ${WATCHED.map(folder => `${folder}/`).join(", ")}; Ctrl-C ends`));
    for await (const saved of bursts) state = await renderAfter(saved, state, reloader);
  });

/** What the next rendering builds on. */
interface State {
  /** The last good tree, as it lies on disk. */
  readonly tree: Tree;
  readonly units: Parameters<typeof remembering>[1];
}

function start(): State {
  return { tree: readTree(renderedFolder), units: {} };
}

async function renderAfter(saved: ReadonlySet<string>, state: State, reloader: Reloader): Promise<State> {
  const started = performance.now();
  for (const file of saved) reloader.invalidate(file);
  const next = await renderOnce(state);
  console.log(pc.dim(`${new Date().toLocaleTimeString()}, ${Math.round(performance.now() - started)} ms`));
  return next;
}

/** Renders, writes and shows what changed; with an error among the findings, shows those and keeps the last good tree. */
async function renderOnce(state: State): Promise<State> {
  const [{ renderWith }, { remembering }] = await Promise.all([
    import("../render-repository.ts"), // here, so that they are loaded anew where something below them was saved
    import("../memory/remember.ts"),
  ]);
  const builder = remembering(readSources(repositoryFolder), state.units);
  const { tree, findings } = await renderWith(builder.build);
  if (hasErrors(findings)) {
    console.log(findingLines(findings.filter(({ level }) => level === "error")).join("\n"));
    return state;
  }
  try {
    writeTree(renderedFolder, state.tree, tree);
  } catch (error) {
    console.log((error as Error).message);
    return { ...state, units: builder.units };
  }
  console.log(changeLines(compare(state.tree, tree)).join("\n") || pc.dim("Nothing changes"));
  return { tree, units: builder.units };
}
