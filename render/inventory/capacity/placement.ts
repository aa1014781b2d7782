import type { KubeObject } from "../../../platform/kube-object.ts";
import type { PodSpec } from "../../../platform/pod-template.ts";
import { countOf, type Demanding, demandsOf } from "../../checks/capacity/node-places.ts";
import { admittedNodes } from "../../checks/lab/admitted-nodes.ts";
import type { Lab } from "../../checks/rule.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** Where pods that run all the time may be. */
export interface Placement {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  /** Nodes that admit them, in the order of the facts. */
  readonly nodes: readonly string[];
  /** Whether each of these nodes has one: an agent of the node itself. */
  readonly isOnEach: boolean;
  /** How many there are. */
  readonly pods: number;
  /** Whether they mount a volume of the cluster, which has to let go of a lost node first. */
  readonly hasVolume: boolean;
}

/**
 * Every workload that keeps pods running, with the nodes that they may be on: which one of several, only the cluster
 * knows. What runs by the clock is left out: it starts anew wherever there is room.
 */
export const placementsOf = oncePerLab((lab): readonly Placement[] =>
  demandsOf(lab)
    .filter(({ object }) => !RUNS_AT_TIMES.has(object.kind))
    .map(workload => placementOf(lab, workload))
    .filter(({ pods }) => pods > 0),
);

/** Placements of one unit. */
export function placementsIn(lab: Lab, unit: string): readonly Placement[] {
  return byUnit(lab).get(unit) ?? [];
}

const byUnit = oncePerLab(lab => Map.groupBy(placementsOf(lab), ({ unit }) => unit.name));

const RUNS_AT_TIMES: ReadonlySet<string> = new Set(["CronJob", "Job"]);

function placementOf({ cluster }: Lab, workload: Demanding): Placement {
  const { unit, object, template, demand } = workload;
  const nodes = admittedNodes(cluster, template.spec);
  const isOnEach = demand.pods === "every-node";
  const pods = isOnEach ? nodes.length : countOf(workload);
  return { unit, object, nodes, isOnEach, pods, hasVolume: mountsVolume(object, template.spec) };
}

function mountsVolume({ spec }: KubeObject, { volumes = [] }: PodSpec): boolean {
  const { volumeClaimTemplates = [] } = (spec ?? {}) as { volumeClaimTemplates?: readonly unknown[] };
  return volumeClaimTemplates.length > 0 || volumes.some(volume => volume.persistentVolumeClaim !== undefined);
}
