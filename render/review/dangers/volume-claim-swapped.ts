import type { KubeObject } from "../../../platform/kube-object.ts";
import { mappingsOf, textOf, valueAt } from "../objects/fields.ts";
import { containersOf, podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** By the folders that containers mount claims at, whatever a volume is called. */
export const volumeClaimSwapped: Danger = {
  id: "volume-claim-swapped",
  level: "warn",
  explanation:
    "Pods find another volume where theirs was: a new one is empty, and what they write from now on is not where the rest is",
  remedy: "Stop what writes, copy the data over, and let the pods mount the other claim then",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    const claims = claimsByPlace(old.object);
    return [...claimsByPlace(fresh.object)].flatMap(([place, { container, folder, claim }]) => {
      const was = claims.get(place)?.claim;
      if (was === undefined || was === claim) return [];
      return [{ what: `container "${container}" finds the claim "${claim}" at "${folder}" in place of "${was}"` }];
    });
  },
};

interface Mount {
  readonly container: string;
  readonly folder: string;
  readonly claim: string;
}

function claimsByPlace(object: KubeObject): Map<string, Mount> {
  const claims = new Map(
    mappingsOf(podsOf(object)?.spec.volumes).map(volume => [
      volume.name,
      textOf(valueAt(volume, "persistentVolumeClaim.claimName")),
    ]),
  );
  return new Map(
    containersOf(object).flatMap(({ name: container, path, fields }) =>
      mappingsOf(fields.volumeMounts).flatMap(({ name, mountPath }): [string, Mount][] => {
        const [claim, folder] = [claims.get(name), textOf(mountPath)];
        return claim === undefined || folder === undefined
          ? []
          : [[`${path}\n${folder}`, { container, folder, claim }]];
      }),
    ),
  );
}
