import { memoryBytes } from "../../../platform/quantity.ts";
import type { Placed } from "../desired.ts";
import { valueAt } from "../objects/fields.ts";
import { isVolumeClaim } from "../objects/volume-claims.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims */
export const volumeClaimShrinks: Danger = {
  id: "volume-claim-shrinks",
  level: "stop",
  explanation:
    "A claim asks for less than before, which Kubernetes refuses: the sync fails, and deleting the claim to get on deletes its data",
  remedy:
    "Leave the size as it is, or create a smaller claim beside it, copy the data over, and remove the old one by hand",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || !isVolumeClaim(fresh.object)) return [];
    const [was, is] = [sizeOf(old), sizeOf(fresh)];
    if (was.bytes === undefined || is.bytes === undefined || is.bytes >= was.bytes) return [];
    return [{ what: `claim "${fresh.object.metadata.name}" shrinks from ${was.text} to ${is.text}`, field: SIZE }];
  },
};

const SIZE = "spec.resources.requests.storage";

function sizeOf({ object }: Placed) {
  const text = String(valueAt(object, SIZE));
  return { text, bytes: memoryBytes(text) };
}
