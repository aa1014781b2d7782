import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting */
export const tokenMounted: Danger = {
  id: "token-mounted",
  level: "note",
  explanation: "Pods get the token of their service account: who takes one over speaks to the API server in its name",
  remedy: "Keep automountServiceAccountToken: false, unless the program talks to Kubernetes",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || !isRefused(old.object) || isRefused(fresh.object)) return [];
    return [{ what: "its pods get a token for the API server" }];
  },
};

function isRefused(object: KubeObject): boolean {
  const holder = groupKind(object) === "ServiceAccount" ? object : podsOf(object)?.spec;
  return holder?.automountServiceAccountToken === false;
}
