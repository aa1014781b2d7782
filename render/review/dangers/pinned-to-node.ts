import { onlyNode } from "../objects/placement.ts";
import { podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/ */
export const pinnedToNode: Danger = {
  id: "pinned-to-node",
  level: "warn",
  explanation: "Pods may run on one node alone: while it is down or full, they do not run at all",
  remedy: "Choose nodes by a label of what they have, or prefer the node in place of requiring it",
  change: ({ old, fresh }) => {
    const [was, is] = [old, fresh].map(placed => {
      const pods = placed && podsOf(placed.object);
      return pods && onlyNode(pods.spec);
    });
    return is === undefined || was !== undefined ? [] : [{ what: `its pods run on "${is}" alone` }];
  },
};
