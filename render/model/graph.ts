import type { KubeObject } from "../../platform/kube-object.ts";
import { identity } from "../../platform/object-identity.ts";
import { type Dangling, linksOf } from "./links.ts";
import { needsOf } from "./needs.ts";
import type { Reference, Via } from "./references.ts";
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

/** Identifier of a unit's node. */
export function unitId(name: string): string {
  return `unit:${name}`;
}

/** The graph of the units of one cluster. Linear in objects and references. */
export function graphOf(units: readonly BuiltUnit[]): Graph {
  const nodes = new Map<string, GraphNode>();
  const objects = new Map<string, KubeObject>();
  const edges: Edge[] = [];
  for (const unit of units) {
    nodes.set(unitId(unit.name), { id: unitId(unit.name), unit });
    for (const object of unit.objects) {
      const id = identity(object);
      nodes.set(id, { id, unit, object });
      objects.set(id, object);
      edges.push({ from: unitId(unit.name), to: id, via: "owns" });
    }
  }
  const { links, dangling } = linksOf(objects);
  edges.push(...links);
  for (const { unit, needs } of needsOf(units)) edges.push({ from: unitId(unit), to: unitId(needs), via: "needs" });
  return { nodes, edges, dangling };
}
