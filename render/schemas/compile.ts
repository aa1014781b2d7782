import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, readCached } from "../crds/cache.ts";
import { KUBERNETES } from "../crds/kubernetes.ts";
import type { Files, Release } from "../crds/release.ts";
import { distrust } from "../crds/trust.ts";
import { upstreamFolder } from "../crds/upstream-folder.ts";
import { serialize } from "./compiled.ts";
import { crdSchemas } from "./crd-schemas.ts";
import { kubernetesSchemas } from "./kubernetes-schemas.ts";
import type { Unreadable } from "./normal-form.ts";
import type { Schema } from "./schema.ts";

/**
 * The schemas of a release, from what `lab crds pull` brought, or from the folder that `upstreamFolder()` names; a file
 * whose digest is not the trusted one counts as missing.
 *
 * @returns what `Compiled` reads; or why it cannot be made, in a line
 */
export function compile(release: Release): Buffer | string {
  const files = filesOf(release);
  return typeof files === "string" ? files : serialize(schemasOf(release, files));
}

/** The files, all there and all trusted; or what is wrong with them. */
function filesOf(release: Release): Files | string {
  const pulled = readCached(cacheFolder(), release);
  if (pulled !== undefined) return pulled;
  const upstream = upstreamFolder();
  if (upstream === undefined) return "not pulled";
  const { mirror, files: names } = release.definitions;
  const folder = join(upstream, mirror);
  const lacking = names.filter(name => !existsSync(join(folder, name)));
  if (lacking.length > 0) return `not pulled, and ${folder} lacks ${someOf(lacking)}`;
  const files = new Map(names.map(name => [name, readFileSync(join(folder, name))]));
  return distrust(release, files, folder)[0] ?? files;
}

/** e.g. `a.yaml and 9 more` */
function someOf([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function schemasOf({ component }: Release, files: Files) {
  const read = component === KUBERNETES ? kubernetesSchemas : crdSchemas;
  const schemas = new Map<string, Schema>();
  const unreadable: Unreadable[] = [];
  for (const [name, content] of files) {
    const found = read(Buffer.from(content).toString());
    for (const [key, schema] of found.schemas) schemas.set(key, schema);
    for (const { field, problem } of found.unreadable) {
      unreadable.push({ field: `${name} ${field}`.trim(), problem });
    }
  }
  return { schemas, unreadable };
}
