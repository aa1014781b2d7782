import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { KubeObject } from "../../platform/kube-object.ts";
import { readObjects } from "../tree/read-objects.ts";

/** The objects of one upstream file, or the reason why nothing can be compared with it. */
export type Reference = { readonly objects: readonly KubeObject[] } | { readonly unusable: string };

/**
 * Reads one file of the upstream, or of a folder with another version of it the file that differs only in the version
 * in its name. A file that is missing, broken or empty is never taken for one that asks for nothing.
 *
 * @param file below `folder`, such as `traefik/reference-chart-41.3.0.yaml`
 */
export function readReference(folder: string, file: string): Reference {
  const [path, ...others] = candidates(folder, file);
  if (path === undefined) return { unusable: `the upstream folder has no "${file}", in this or another version` };
  if (others.length > 0) {
    return {
      unusable: `the upstream folder has "${file}" in ${others.length + 1} other versions, and which is meant?`,
    };
  }
  return objectsIn(file, readFileSync(path, "utf8"));
}

/** The objects of a text that is called `file`. */
export function objectsIn(file: string, text: string): Reference {
  const reading = readObjects(text);
  if ("unreadable" in reading)
    return { unusable: `"${file}" holds something other than objects: ${reading.unreadable}` };
  return reading.objects.length === 0 ? { unusable: `"${file}" holds no object` } : reading;
}

/** The file itself; where it does not exist, those of another version. */
function candidates(folder: string, file: string): string[] {
  const exact = join(folder, file);
  if (existsSync(exact)) return [exact];
  const siblings = existsSync(dirname(exact)) ? readdirSync(dirname(exact)) : [];
  const wanted = withoutVersion(basename(file));
  return siblings.filter(name => withoutVersion(name) === wanted).map(name => join(dirname(exact), name));
}

function withoutVersion(name: string): string {
  return name.replaceAll(/\d+(\.\d+)+/g, "*");
}
