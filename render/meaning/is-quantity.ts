import { endsIn, type FieldPlace } from "./field-place.ts";

/** Whether a field of a built-in kind holds a quantity, such as `512Mi`. */
export function isQuantity(place: FieldPlace): boolean {
  return AT.some(end => endsIn(place, end)) || BELOW.some(end => endsIn(place.slice(0, -1), end));
}

const AT: readonly (readonly string[])[] = [
  ["CSIStorageCapacity", "capacity"],
  ["CSIStorageCapacity", "maximumVolumeSize"],
  ["HorizontalPodAutoscaler", "spec", "metrics", "external", "target", "averageValue"],
  ["HorizontalPodAutoscaler", "spec", "metrics", "external", "target", "value"],
  ["HorizontalPodAutoscaler", "spec", "metrics", "object", "target", "averageValue"],
  ["HorizontalPodAutoscaler", "spec", "metrics", "object", "target", "value"],
  ["HorizontalPodAutoscaler", "spec", "metrics", "pods", "target", "averageValue"],
  ["HorizontalPodAutoscaler", "spec", "metrics", "resource", "target", "averageValue"],
  ["emptyDir", "sizeLimit"],
  ["resourceFieldRef", "divisor"],
];

/** Mappings that hold one by each resource. */
const BELOW: readonly (readonly string[])[] = [
  ["LimitRange", "spec", "limits", "default"],
  ["LimitRange", "spec", "limits", "defaultRequest"],
  ["LimitRange", "spec", "limits", "max"],
  ["LimitRange", "spec", "limits", "maxLimitRequestRatio"],
  ["LimitRange", "spec", "limits", "min"],
  ["PersistentVolume", "spec", "capacity"],
  ["ResourceQuota", "spec", "hard"],
  ["RuntimeClass", "overhead", "podFixed"],
  ["resources", "limits"],
  ["resources", "requests"],
];
