import type { KubeObject } from "../../../platform/kube-object.ts";
import { type PodTemplate, podTemplate } from "../../../platform/pod-template.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { type Lab, objectsOf } from "../rule.ts";

/** An object with the unit that owns it. */
export interface Owned {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
}

/** A workload with the pods that it makes. */
export interface Workload extends Owned {
  readonly template: PodTemplate;
}

/** Every object of some kinds, of whatever API group. The index is made once per lab. */
export function objectsOfKind(lab: Lab, ...kinds: readonly string[]): Owned[] {
  const index = indexOf(lab);
  return kinds.flatMap(kind => index.get(kind) ?? []);
}

/** Every object of a lab that makes pods. */
export function workloadsOf(lab: Lab): Workload[] {
  return objectsOfKind(lab, ...POD_MAKERS).flatMap(({ unit, object }) => {
    const template = podTemplate(object);
    return template === undefined ? [] : { unit, object, template };
  });
}

const POD_MAKERS = ["CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"] as const;

const indexOf = oncePer((lab: Lab) => Map.groupBy(objectsOf(lab), ({ object }) => object.kind));
