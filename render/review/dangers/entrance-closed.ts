import type { Desired, Placed } from "../desired.ts";
import { entrances, isEntrance } from "../objects/entrances.ts";
import { podsOf } from "../objects/pods.ts";
import { podsBehind, runsPods } from "../objects/pods-behind.ts";
import type { Danger } from "./danger.ts";

/** What listens on ports of the nodes or on an address of the LAN, and hands requests on: Traefik, or another. */
export const entranceClosed: Danger = {
  id: "entrance-closed",
  level: "stop",
  explanation:
    "The entrance of a cluster closes: no name that it serves answers any more, those of Argo CD, Vault and Gitea behind it included",
  remedy: "Keep one entrance open, and let the new one answer before the old one goes",
  change: ({ change, old, fresh }, { before, after }) => {
    if (old === undefined || !isOpen(old, before)) return [];
    if (fresh === undefined ? change.verb !== "prune" : isOpen(fresh, after)) return [];
    const { kind, metadata } = old.object;
    return [{ what: `${kind} "${metadata.name}" takes no request any more` }];
  },
};

function isOpen(placed: Placed, desired: Desired): boolean {
  if (isEntrance(placed)) return podsBehind(placed, desired).some(runsPods);
  if (podsOf(placed.object) === undefined || !runsPods(placed)) return false;
  return entrances(desired).some(service => podsBehind(service, desired).some(({ key }) => key === placed.key));
}
