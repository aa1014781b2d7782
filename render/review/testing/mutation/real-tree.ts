import { parse } from "yaml";
import { renderedFolder } from "../../../repository.ts";
import { isManifest } from "../../../tree/compare-side.ts";
import { readTree } from "../../../tree/read.ts";
import { isGuidebook } from "../../../tree/unit-paths.ts";
import type { Json } from "./spots.ts";

/** What mutators take from: the committed tree of one cluster. */
export interface RealTree {
  /** By path from the root of the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** One of each file that holds some; they must not be edited. */
  readonly objects: readonly RealObject[];
  /** Files that hold no object and mean something to hosts or stacks: not the guidebook, of which the review tells apart. */
  readonly plain: readonly string[];
}

export interface RealObject {
  readonly path: string;
  readonly text: string;
  readonly object: Json;
  readonly kind: string;
  /** `Deployment/erp` */
  readonly label: string;
  /** Folder that it lies in, which is one Application's: `erp`. */
  readonly unit: string;
  /** Whether Kubernetes itself knows its kind. */
  readonly isBuiltIn: boolean;
}

export function realTree(cluster: string): RealTree {
  const own = [...readTree(renderedFolder, path => !isGuidebook(path))].filter(([path]) =>
    path.startsWith(`${cluster}/`),
  );
  const [manifests, plain] = [own.filter(([path]) => isManifest(path)), own.filter(([path]) => !isManifest(path))];
  return {
    files: new Map(own.map(([path, text]) => [`rendered/${path}`, text])),
    objects: manifests.map(([path, text]) => realObject(`rendered/${path}`, text)),
    plain: plain.map(([path]) => `rendered/${path}`),
  };
}

export function realObject(path: string, text: string): RealObject {
  const object = parse(text, { schema: "yaml-1.1" });
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.split("/").at(-2) ?? "";
  const isBuiltIn =
    !group.includes(".") || /^(rbac\.authorization|networking|storage|scheduling)\.k8s\.io$/.test(group);
  const unit = path.split("/").at(-2) ?? "";
  return { path, text, object, kind, label: `${kind}/${metadata.name}`, unit, isBuiltIn };
}
