import type { Desired, Placed } from "../desired.ts";
import { fieldsOf, valueAt } from "./fields.ts";
import { ofKind } from "./of-kind.ts";
import { podsOf } from "./pods.ts";

/** The workloads in git whose pods a Service selects. */
export function podsBehind(service: Placed, desired: Desired): Placed[] {
  const selector = Object.entries(fieldsOf(valueAt(service.object, "spec.selector")));
  if (selector.length === 0) return [];
  return ofKind(desired, ...WORKLOADS).filter(({ cluster, namespace, object }) => {
    if (cluster !== service.cluster || namespace !== service.namespace) return false;
    const labels = podsOf(object)?.labels ?? {};
    return selector.every(([label, value]) => labels[label] === value);
  });
}

const WORKLOADS = ["apps/Deployment", "apps/DaemonSet", "apps/StatefulSet"];

/** Whether a workload has pods at all. */
export function runsPods({ object }: Placed): boolean {
  return valueAt(object, "spec.replicas") !== 0;
}
