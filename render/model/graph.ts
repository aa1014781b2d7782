import type { KubeObject } from "../../platform/kube-object.ts";
import { identity } from "../../platform/object-identity.ts";
import { destination } from "../../platform/restart-targets.ts";
import { needsOf } from "./needs.ts";
import { type Reference, referencesOf, type Via } from "./references.ts";
import type { BuiltUnit } from "./unit.ts";

/**
 * Units and objects of one cluster, and what depends on what. Pure data: waves, cold start, blast radius and the
 * reference rule all read it.
 */
export interface Graph {
  /** By identifier: `unit:erp` for a unit, that of `identity()` for an object, such as `apps/Deployment/erp/erp`. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly Edge[];
  /** References that no object of the cluster answers. */
  readonly dangling: readonly Dangling[];
}

export interface GraphNode {
  readonly id: string;
  readonly unit: BuiltUnit;
  /** Absent for the unit itself. */
  readonly object?: KubeObject;
}

/** `from` depends on `to`. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** `needs`: a unit that cannot be applied before another; `owns`: a unit and its object; else as in a reference. */
  readonly via: Via | "needs" | "owns";
  readonly reference?: Reference;
}

export interface Dangling {
  readonly from: string;
  readonly reference: Reference;
}

/** Identifier of a unit's node. */
export function unitId(name: string): string {
  return `unit:${name}`;
}

/** An object as references and exemptions name it, without its group: `Deployment/erp/erp`. */
export function objectId({ kind, metadata }: KubeObject): string {
  return nameOf(kind, metadata.namespace, metadata.name);
}

/** The graph of the units of one cluster. Linear in objects and references. */
export function graphOf(units: readonly BuiltUnit[]): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges: Edge[] = [];
  for (const unit of units) {
    nodes.set(unitId(unit.name), { id: unitId(unit.name), unit });
    for (const object of unit.objects) {
      const id = identity(object);
      nodes.set(id, { id, unit, object });
      edges.push({ from: unitId(unit.name), to: id, via: "owns" });
    }
  }
  const dangling = link(nodes, edges);
  for (const { unit, needs } of needsOf(units)) edges.push({ from: unitId(unit), to: unitId(needs), via: "needs" });
  return { nodes, edges, dangling };
}

/** Adds an edge for each reference; answers those that lead nowhere. A Secret is answered by what makes it. */
function link(nodes: ReadonlyMap<string, GraphNode>, edges: Edge[]): Dangling[] {
  const named = nodesByName(nodes);
  const makers = secretMakers(nodes);
  const dangling: Dangling[] = [];
  for (const { id, object } of nodes.values()) {
    if (object === undefined) continue;
    for (const reference of referencesOf(object)) {
      const wanted = nameOf(reference.kind, reference.namespace, reference.name);
      const to = named.get(wanted) ?? makers.get(wanted);
      if (to === undefined) dangling.push({ from: id, reference });
      else edges.push({ from: id, to, via: reference.via, reference });
    }
  }
  return dangling;
}

/** Nodes by what references call them. Of one name in several groups it is the core group's that is meant. */
function nodesByName(nodes: ReadonlyMap<string, GraphNode>): Map<string, string> {
  const named = new Map<string, string>();
  for (const { id, object } of nodes.values()) {
    if (object === undefined) continue;
    const name = objectId(object);
    if (id === name || !named.has(name)) named.set(name, id);
  }
  return named;
}

function secretMakers(nodes: ReadonlyMap<string, GraphNode>): Map<string, string> {
  const makers = new Map<string, string>();
  for (const { id, object } of nodes.values()) {
    const secret = object === undefined ? undefined : destination(object);
    if (secret !== undefined) makers.set(nameOf("Secret", object?.metadata.namespace, secret), id);
  }
  return makers;
}

function nameOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? ""}/${name}`;
}
