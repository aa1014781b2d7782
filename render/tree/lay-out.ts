import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { ROOT } from "../../platform/naming.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { emit } from "./emit.ts";
import type { Tree } from "./tree.ts";

/**
 * Lays out units as files, one Kubernetes object per file. Pure: equal input gives equal bytes.
 *
 * @returns e.g. `arcodange/erp-sandbox/deployment-erp.yaml` to its YAML; and a finding for each path that two objects
 * claim, compared without regard to case because macOS does so too
 */
export function layOut(units: readonly BuiltUnit[]): { readonly tree: Tree; readonly findings: readonly Finding[] } {
  const tree = new Map<string, string>();
  const owners = new Map<string, BuiltUnit>();
  const findings: Finding[] = [];
  for (const unit of units) {
    for (const object of unit.objects) {
      const path = pathOf(unit, object);
      const owner = owners.get(path.toLowerCase());
      if (owner !== undefined) findings.push(collision(path, unit, object, owner));
      owners.set(path.toLowerCase(), unit);
      tree.set(path, textOf(object));
    }
  }
  return { tree, findings };
}

/** Known by identity: an object that `lab watch` recalls, and does not build anew, has the text that it had. */
const texts = new WeakMap<KubeObject, string>();

function textOf(object: KubeObject): string {
  const text = texts.get(object) ?? emit(object);
  texts.set(object, text);
  return text;
}

/** Path of an object's file below `rendered/`; the root's Applications lie in a folder that says so. */
export function pathOf({ cluster, name }: BuiltUnit, { kind, metadata }: KubeObject): string {
  const folder = name === ROOT ? "applications" : name;
  return `${cluster.name}/${folder}/${kind.toLowerCase()}-${metadata.name.replaceAll(":", "-")}.yaml`;
}

function collision(path: string, unit: BuiltUnit, { kind, metadata }: KubeObject, owner: BuiltUnit): Finding {
  return {
    level: "error",
    rule: "paths",
    cluster: unit.cluster.name,
    unit: unit.name,
    object: `${kind}/${metadata.name}`,
    problem: `${unit.file} and ${owner.file} both want the file rendered/${path}`,
    remedy: "rename one of the two objects",
    file: unit.file,
  };
}
