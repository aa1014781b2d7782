import type { Desired, Placed } from "../desired.ts";
import { metadataText } from "../objects/fields.ts";
import { neighbour } from "../objects/neighbour.ts";
import { violationsOf } from "../objects/pod-security.ts";
import type { Danger, Sight } from "./danger.ts";

/** Where the namespace, with its label, is in git. https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
export const podRefused: Danger = {
  id: "pod-refused",
  level: "warn",
  explanation: "A namespace refuses the pods of a workload: the sync succeeds, the old pods end, and no new one comes",
  remedy: "Give the pods what the level wants, or let the namespace have another level in an earlier change",
  whole: desired => desired.objects.flatMap(placed => seeIn(placed, desired)),
};

function seeIn(placed: Placed, desired: Desired): Sight[] {
  const { baseline, restricted } = violationsOf(placed.object);
  if (baseline.length + restricted.length === 0) return [];
  const namespace = neighbour(placed, desired, "Namespace", "", placed.namespace);
  const level = namespace && metadataText(namespace.object, "labels", "pod-security.kubernetes.io/enforce");
  const refused = level === "restricted" ? [...baseline, ...restricted] : level === "baseline" ? baseline : [];
  return refused.map(thing => ({
    about: placed,
    what: `the level "${level}" of "${placed.namespace}" refuses ${thing}`,
  }));
}
