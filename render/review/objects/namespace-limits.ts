import { groupKind } from "../../../platform/cluster-scoped.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import { fieldsOf, mappingsOf, valueAt } from "./fields.ts";
import { amount, RESOURCES, type Resource, type Side } from "./pod-resources.ts";

/** What a namespace allows to a container, to a pod, or to all pods together. */
export interface NamespaceLimit {
  readonly source: string;
  readonly scope: "container" | "pod" | "all";
  readonly side: Side;
  readonly resource: Resource;
  readonly amount: number;
  /** As it is written: `512Mi`. */
  readonly text: string;
}

/**
 * Upper limits of a namespace, from the LimitRanges and ResourceQuotas that git holds. A quota that counts only some pods
 * is left out.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/ and .../resource-quotas/
 */
export function namespaceLimits(desired: Desired, cluster: string, namespace: string): NamespaceLimit[] {
  return (limitsByNamespace(desired).get(`${cluster}/${namespace}`) ?? []).map(({ limit }) => limit);
}

const limitsByNamespace = oncePer((desired: Desired) =>
  Map.groupBy(
    desired.objects.flatMap(placed => limitsOf(placed).map(limit => ({ placed, limit }))),
    ({ placed: { cluster, namespace } }) => `${cluster}/${namespace}`,
  ),
);

function limitsOf({ object }: Placed): NamespaceLimit[] {
  const source = `${object.kind} "${object.metadata.name}"`;
  switch (groupKind(object)) {
    case "LimitRange":
      return mappingsOf(valueAt(object, "spec.limits")).flatMap(({ type, max }) => {
        const scope = type === "Container" ? "container" : type === "Pod" ? "pod" : undefined;
        if (scope === undefined) return [];
        return RESOURCES.flatMap(resource =>
          limitTo({ source, scope, side: "limits", resource }, valueAt(max, resource)),
        );
      });
    case "ResourceQuota":
      return isForSome(object) ? [] : quotas(source, fieldsOf(valueAt(object, "spec.hard")));
    default:
      return [];
  }
}

function isForSome(quota: Placed["object"]): boolean {
  return valueAt(quota, "spec.scopes") !== undefined || valueAt(quota, "spec.scopeSelector") !== undefined;
}

function quotas(source: string, hard: ReturnType<typeof fieldsOf>): NamespaceLimit[] {
  return RESOURCES.flatMap(resource => [
    ...limitTo({ source, scope: "all", side: "limits", resource }, hard[`limits.${resource}`]),
    ...limitTo({ source, scope: "all", side: "requests", resource }, hard[`requests.${resource}`] ?? hard[resource]),
  ]);
}

function limitTo(about: Omit<NamespaceLimit, "amount" | "text">, quantity: unknown): NamespaceLimit[] {
  const most = amount(about.resource, quantity);
  return most === undefined ? [] : [{ ...about, amount: most, text: String(quantity) }];
}
