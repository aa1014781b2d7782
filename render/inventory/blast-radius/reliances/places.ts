import type { Cluster } from "../../../../clusters/lab.ts";
import { dutiesOf } from "../../../../platform/hosts/duties-of.ts";
import type { Lab } from "../../../checks/rule.ts";
import { type Placement, placementsIn, placementsOf } from "../../capacity/placement.ts";
import { hasOwnChart } from "../../lab/has-own-chart.ts";
import { API_SERVER, nodeThing, serviceThing, unitThing } from "../things.ts";
import type { Cause, Reliance } from "./reliance.ts";

/** What runs on a machine, or may: services beside the cluster, and pods. */
export const places: Cause = lab => {
  const { cluster } = lab;
  return [
    ...Object.entries(cluster.nodes).flatMap(([name, { role }]) => [
      ...dutiesOf(cluster, name).map(duty => ({ ...onMachine(name), who: serviceThing(duty) })),
      ...(role === "server" ? [{ ...onMachine(name), who: API_SERVER }] : []),
    ]),
    ...placementsOf(lab).flatMap(placement => placement.nodes.flatMap(node => relianceOn(lab, placement, node))),
    ...lab.units.filter(hasOwnChart).flatMap(({ name }) => anywhere(cluster, name)),
  ];
};

function onMachine(node: string): Omit<Reliance, "who"> {
  return { on: nodeThing(node), effect: "stops", reason: `it runs on ${node}` };
}

/** Pods of a chart that nobody sees here may be on any node. */
function anywhere({ nodes }: Cluster, unit: string): Reliance[] {
  return Object.entries(nodes).map(([name, { role }]) => ({
    ...{ who: unitThing(unit), on: nodeThing(name), reason: "its own chart says where it may run" },
    effect: role === "server" ? "waits" : "moves",
  }));
}

/** An agent belongs to its node, and is missed nowhere else. */
function relianceOn(lab: Lab, placement: Placement, node: string): Reliance[] {
  const { unit, object, isOnEach, pods, hasVolume } = placement;
  const common = { who: unitThing(unit.name), on: nodeThing(node) };
  if (isOnEach) return [];
  if (placement.nodes.length === 1) {
    return [{ ...common, effect: "stops", reason: `it may run on ${node} only` }];
  }
  if (placementsIn(lab, unit.name).some(other => other.isOnEach)) {
    return [{ ...common, effect: "limited", reason: "what it has on the other nodes goes on" }];
  }
  if (pods > 1) return [{ ...common, effect: "limited", reason: "it goes on with fewer pods" }];
  if (lab.cluster.nodes[node]?.role === "server") {
    return [{ ...common, effect: "waits", reason: "nothing is moved while the API server is away" }];
  }
  if (object.kind === "StatefulSet" && !hasVolume) {
    const reason = "a StatefulSet without a volume gets no second pod until somebody takes the first one away";
    return [{ ...common, effect: "waits", reason }];
  }
  return [{ ...common, effect: "moves", reason: movedWithin(hasVolume) }];
}

/**
 * Until the node counts as lost, and its pods are given up; a volume is taken from a lost node only after some minutes
 * more, for it could still be written to.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ (--node-monitor-grace-period)
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#storage-force-detach-on-timeout
 */
const SECONDS = { unseen: 50, tolerated: 300, attached: 360 };

function movedWithin(hasVolume: boolean): string {
  const seconds = SECONDS.unseen + SECONDS.tolerated + (hasVolume ? SECONDS.attached : 0);
  const minutes = `starts elsewhere after about ${Math.ceil(seconds / 60)} minutes`;
  return hasVolume ? `it ${minutes}, with its volume` : `it ${minutes}`;
}
