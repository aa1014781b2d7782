import { join } from "node:path";
import { parse } from "yaml";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { renderedPath } from "../../../platform/naming.ts";
import { repositoryFolder } from "../../repository.ts";
import { readTree } from "../../tree/read.ts";

/**
 * The objects of a unit as they lie on disk, such as those of `argocd`.
 *
 * @throws {Error} when there are none
 */
export function renderedObjects(cluster: string, unit: string): KubeObject[] {
  const folder = renderedPath(cluster, unit);
  const texts = [...readTree(join(repositoryFolder, folder)).values()];
  if (texts.length === 0) throw new Error(`Cannot read ${folder}: nothing lies there, run "npx lab render"`);
  return texts.map(text => parse(text) as KubeObject);
}

/** Whether Kubernetes knows the kind of an object without a CRD. */
export function isBuiltIn({ apiVersion }: Pick<KubeObject, "apiVersion">): boolean {
  const [group = "", version] = apiVersion.split("/");
  return version === undefined || !group.includes(".") || group.endsWith(".k8s.io");
}
