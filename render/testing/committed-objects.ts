import { parse } from "yaml";
import type { KubeObject } from "../../platform/kube-object.ts";
import { renderedFolder } from "../repository.ts";
import { isManifest } from "../tree/compare-side.ts";
import { readTree } from "../tree/read.ts";

export interface CommittedObject {
  /** Below `rendered/`. */
  readonly path: string;
  readonly object: KubeObject;
}

/** For tests: every object below a folder of the committed tree, such as `arcodange/erp`. */
export function committedObjects(folder: string): CommittedObject[] {
  return [...readTree(renderedFolder)]
    .filter(([path]) => path.startsWith(`${folder}/`) && isManifest(path))
    .map(([path, text]) => ({ path, object: parse(text) as KubeObject }));
}
