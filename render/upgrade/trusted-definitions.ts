import type { Component } from "../../platform/component.ts";
import { cacheFolder, readCached } from "../crds/cache.ts";
import { pull } from "../crds/pull.ts";
import { definitionsIn } from "../parity/definitions.ts";
import { objectsIn } from "../parity/reference.ts";
import type { Share } from "../parity/share.ts";

/**
 * The CRDs of a component in one version, as `lab crds pull` keeps them: from the cache, else from `mirror`, else from
 * where they are published. Only what is trusted by its digest is read.
 *
 * @throws {Error} that says why they cannot be had, or which digests would make them trusted
 */
export async function trustedDefinitions(component: Component, version: string, mirror?: string): Promise<Share> {
  const { name, definitions } = component;
  if (definitions === undefined) return { objects: [], problems: [] };
  const release = { component: name, version, definitions };
  const cache = cacheFolder();
  const [pulled] = await pull([release], { cache, mirror });
  const files = readCached(cache, release);
  if (files === undefined) throw new Error(pulled?.problems.join("\n"));
  return definitionsIn(new Map([...files].map(([file, content]) => [file, objectsIn(file, textOf(content))])));
}

function textOf(content: Uint8Array): string {
  return Buffer.from(content).toString();
}
