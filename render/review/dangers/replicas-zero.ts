import { valueAt } from "../objects/fields.ts";
import { podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

export const replicasZero: Danger = {
  id: "replicas-zero",
  level: "warn",
  explanation: "A workload runs no pod: whoever needs it gets no answer, and Argo CD calls it healthy",
  remedy: "Leave at least one replica; if it shall rest, say so to those who use it, and silence its alerts",
  object: ({ object }) => {
    if (podsOf(object) === undefined || valueAt(object, "spec.replicas") !== 0) return [];
    return [{ what: `${object.kind} "${object.metadata.name}" runs no pod`, field: "spec.replicas" }];
  },
};
