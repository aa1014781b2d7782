import { createHash } from "node:crypto";
import { repositoryFolder } from "../repository.ts";
import { schemaPlaces } from "../schemas/places.ts";
import { type Summary, summarize } from "../summary.ts";
import type { Tree } from "../tree/tree.ts";
import { readMemory, writeMemory } from "./memory.ts";
import { changedSince, readSources } from "./sources.ts";

/** A rendering, however it was come by. */
export interface Outcome {
  readonly tree: Tree;
  readonly summary: Summary;
  /** Remembers it for the next time. To be called once the tree is written. */
  readonly remember: () => void;
}

/**
 * A rendering of this repository that does again only what can have changed.
 *
 * Where no source differs from the last time, and the tree on disk is byte for byte the one that was written then,
 * nothing is loaded at all. Else the units whose sources are the same are recalled; rules always see all of them.
 *
 * @param present the tree on disk
 */
export async function renderRemembering(present: Tree): Promise<Outcome> {
  const started = Date.now();
  const sources = readSources(repositoryFolder);
  const memory = readMemory();
  const { last } = memory;
  const all = sources && `${sources.all} ${schemaPlaces()}`;
  if (all !== undefined && last?.sources === all && last.tree === digestOf(present)) {
    return { tree: present, summary: last.summary, remember: () => {} };
  }
  const { renderDeployed } = await import("../render-repository.ts");
  const { withGuidebook } = await import("../guidebook/with-guidebook.ts");
  const { remembering } = await import("./remember.ts");
  const { rememberingConverters } = await import("./remembering-converters.ts");
  const { accepted } = await import("../schemas/accepted.ts");
  const builder = remembering(sources, memory.units);
  const converters = rememberingConverters(sources, { made: memory.made ?? {}, textAt: path => present.get(path) });
  // what is remembered passed every rule; without schemas it was not validated whole
  const wasWhole = last?.summary.findings.every(({ rule }) => rule !== "schema");
  if (wasWhole) for (const object of Object.values(memory.units).flat()) accepted.add(object);
  const rendering = await withGuidebook(await renderDeployed(builder.build), converters);
  const summary = summarize(rendering);
  const remember = () => {
    // what was saved meanwhile may have been digested in one version and loaded in another
    if (all === undefined || changedSince(repositoryFolder, started)) return;
    const last = { sources: all, tree: digestOf(rendering.tree), summary };
    writeMemory({ units: builder.units, made: converters.made, last });
  };
  return { tree: rendering.tree, summary, remember };
}

/** Independent of the order in which files were read or rendered. */
function digestOf(tree: Tree): string {
  const digest = createHash("sha256");
  for (const path of [...tree.keys()].sort())
    digest.update(`${path}\0${tree.get(path)?.length}\0`).update(tree.get(path) ?? "");
  return digest.digest("hex");
}
