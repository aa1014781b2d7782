import { groupKind } from "../../../platform/cluster-scoped.ts";
import { label } from "../../../platform/object-identity.ts";
import type { Desired, Placed } from "../desired.ts";
import { valueAt } from "../objects/fields.ts";
import { claimsMountedBy, isSingleAttach } from "../objects/volume-claims.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger, Sight } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
export const volumeClaimShared: Danger = {
  id: "volume-claim-shared",
  level: "warn",
  explanation:
    "More than one pod mounts a claim whose volume is on one node at a time: those that land elsewhere wait for ever, and those beside each other write to the same files",
  remedy:
    "Give each its own claim, or one of class and access mode ReadWriteMany, or keep them on one node by affinity",
  whole: desired =>
    [...usersByClaim(desired)].flatMap(([claim, users]) => (isShared(users) ? [seen(claim, users)] : [])),
};

function usersByClaim(desired: Desired): Map<Placed, Placed[]> {
  const mounts = desired.objects.flatMap(user =>
    [...new Set(claimsMountedBy(user, desired))].map(claim => ({ user, claim })),
  );
  const single = mounts.filter(({ claim }) => isSingleAttach(claim.object));
  const byClaim = Map.groupBy(single, ({ claim }) => claim);
  return new Map([...byClaim].map(([claim, list]) => [claim, list.map(({ user }) => user)]));
}

function isShared(users: readonly Placed[]): boolean {
  return users.length > 1 || users.some(({ object }) => runsMany(object));
}

function runsMany(object: Placed["object"]): boolean {
  const replicas = valueAt(object, "spec.replicas");
  return groupKind(object) === "apps/DaemonSet" || (typeof replicas === "number" && replicas > 1);
}

function seen(claim: Placed, users: readonly Placed[]): Sight {
  const names = users.map(({ object }) => label(object));
  const many = users.length > 1 ? `${enumerated(names)} mount` : `several pods of ${enumerated(names)} mount`;
  return { about: claim, what: `${many} the claim "${claim.object.metadata.name}"` };
}
