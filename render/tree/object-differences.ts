import type { KubeObject } from "../../platform/kube-object.ts";
import type { FieldPlace } from "../meaning/field-place.ts";
import { type FieldSide, meansTheSame } from "../meaning/means-the-same.ts";
import { type Differences, differences, type FieldChange } from "./field-changes.ts";
import { isSecret, masked } from "./mask-secret.ts";

/**
 * What differs between two versions of one object: fields that mean the same on both sides are marked (`effect`), and of
 * the values of a Secret only the length is told.
 *
 * They are of one identity: whether a namespace is written in the object or comes from its Application makes no
 * difference. A change of `apiVersion` counts, although Kubernetes may store the same.
 */
export function objectDifferences(before: KubeObject, after: KubeObject): Differences {
  const isHidden = isSecret(before) || isSecret(after);
  return differences(before, after, [after.kind], (change, place, old, fresh) => {
    const shown = isHidden ? hide(change, place) : change;
    return isWithoutEffect(after, place, old, fresh) ? { ...shown, effect: "none" } : shown;
  });
}

/** Whether a change of the object means anything, and not only of its text. */
export function haveEffect({ fields, reordered }: Differences): boolean {
  return reordered.length > 0 || fields.some(({ effect }) => effect !== "none");
}

function isWithoutEffect(object: KubeObject, place: FieldPlace, before: FieldSide, after: FieldSide): boolean {
  const isElement = before.owner === undefined || after.owner === undefined;
  if (isElement) return false;
  const [, metadata, field, ...below] = place;
  if (metadata === "metadata" && field === "namespace" && below.length === 0) return true;
  return meansTheSame(object, place, before, after);
}

function hide(change: FieldChange, place: FieldPlace): FieldChange {
  const before = masked(place, change.before);
  const after = masked(place, change.after);
  return {
    ...change,
    ...("before" in change && { before }),
    ...("after" in change && {
      after: after === before && typeof after === "string" && after !== change.after ? other(after) : after,
    }),
  };
}

/** Of a value that differs and is as long as it was. */
function other(hidden: string): string {
  return hidden.replace("hidden,", "hidden, other");
}
