import { textOf, valueAt } from "../objects/fields.ts";
import { isVolumeClaim } from "../objects/volume-claims.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1 */
export const storageClassSwitched: Danger = {
  id: "storage-class-switched",
  level: "stop",
  explanation:
    "A claim names another storage class, which Kubernetes refuses: the sync fails, and deleting the claim to get on deletes its data",
  remedy:
    "Create a claim of the new class beside it, copy the data over while nobody writes, and remove the old one by hand",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || !isVolumeClaim(fresh.object)) return [];
    const [was, is] = [old, fresh].map(({ object }) => textOf(valueAt(object, CLASS)));
    if (was === is) return [];
    return [{ what: `claim "${fresh.object.metadata.name}" moves from ${called(was)} to ${called(is)}`, field: CLASS }];
  },
};

const CLASS = "spec.storageClassName";

function called(name: string | undefined): string {
  return name === undefined ? "the default class" : name === "" ? "no class" : `class "${name}"`;
}
