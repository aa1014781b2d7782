import type { KubeObject } from "../../platform/kube-object.ts";

/**
 * Objects that were validated whole and had no fault. They are told apart by identity: one that is recalled, and not
 * built anew, stays accepted, and whatever else it depends on, pins and rules, builds it anew. To compare contents would
 * take a third of the time that it saves.
 */
export const accepted = new WeakSet<KubeObject>();
