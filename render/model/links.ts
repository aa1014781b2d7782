import type { KubeObject } from "../../platform/kube-object.ts";
import { destination } from "../../platform/restart-targets.ts";
import { type Reference, referencesOf, type Via } from "./references.ts";

/** References between the objects of one cluster, by the identifiers that these were given. */
export interface Links {
  readonly links: readonly Link[];
  /** References that no object of the cluster answers. */
  readonly dangling: readonly Dangling[];
}

/** `from` depends on `to`. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly via: Via;
  readonly reference: Reference;
}

export interface Dangling {
  readonly from: string;
  readonly reference: Reference;
}

/**
 * Finds the object that each reference means. A Secret is answered by what makes it.
 *
 * @param objects of one cluster, each with its namespace, by identifier
 */
export function linksOf(objects: ReadonlyMap<string, KubeObject>): Links {
  const named = byName(objects);
  const makers = secretMakers(objects);
  const links: Link[] = [];
  const dangling: Dangling[] = [];
  for (const [from, object] of objects) {
    for (const reference of referencesOf(object)) {
      const wanted = nameOf(reference.kind, reference.namespace, reference.name);
      const to = named.get(wanted) ?? makers.get(wanted);
      if (to === undefined) dangling.push({ from, reference });
      else links.push({ from, to, via: reference.via, reference });
    }
  }
  return { links, dangling };
}

/** An object as references and exemptions name it, without its group: `Deployment/erp/erp`. */
export function objectId({ kind, metadata }: KubeObject): string {
  return nameOf(kind, metadata.namespace, metadata.name);
}

/** Objects by what references call them. Of one name in several groups it is the core group's that is meant. */
function byName(objects: ReadonlyMap<string, KubeObject>): Map<string, string> {
  const named = new Map<string, string>();
  for (const [id, object] of objects) {
    const name = objectId(object);
    if (!object.apiVersion.includes("/") || !named.has(name)) named.set(name, id);
  }
  return named;
}

function secretMakers(objects: ReadonlyMap<string, KubeObject>): Map<string, string> {
  const makers = new Map<string, string>();
  for (const [id, object] of objects) {
    const secret = destination(object);
    if (secret !== undefined) makers.set(nameOf("Secret", object.metadata.namespace, secret), id);
  }
  return makers;
}

function nameOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? ""}/${name}`;
}
