import { podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostNamespace: Danger = {
  id: "host-namespace",
  level: "warn",
  explanation:
    "A pod shares a namespace of its node: it gets past network policies, or sees and disturbs other processes",
  remedy: "Give it a Service, or take what it needs from the API, in place of the node's own namespaces",
  object: ({ object }) => {
    const pods = podsOf(object);
    if (pods === undefined) return [];
    return NAMESPACES.filter(([field]) => pods.spec[field] === true).map(([field, what]) => ({
      what,
      field: `${pods.path}.${field}`,
    }));
  },
};

const NAMESPACES = [
  ["hostNetwork", "its pods use the node's network"],
  ["hostPID", "its pods see every process of the node"],
  ["hostIPC", "its pods share memory with the processes of the node"],
] as const;
