import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { oncePer } from "../../memory/once-per.ts";
import { type Desired, type DesiredApplication, inCluster, type Placed } from "../desired.ts";
import { productionOf } from "../objects/environments.ts";
import { fieldsOf, mappingsOf, textOf, textsOf, valueAt } from "../objects/fields.ts";
import { policyOf } from "../objects/network-policy.ts";
import { objectsOf } from "../objects/objects-of.ts";
import { containersOf } from "../objects/pods.ts";
import { usedThings } from "../objects/used-things.ts";
import type { Danger, Sight } from "./danger.ts";

/** The environment beside production, as `productionOf` finds it. */
export const sandboxReachesProduction: Danger = {
  id: "sandbox-reaches-production",
  level: "warn",
  explanation: "An environment that is there to be broken uses what production uses: breaking it breaks production",
  remedy: "Give it its own, under the name of its own instance",
  object: (placed, desired) => {
    const production = productionOf(placed.cluster, placed.application, desired);
    if (production === undefined) return [];
    return [
      ...inItsPlace(placed, production, desired),
      ...usedThings(placed.object).flatMap(({ id, what }) =>
        usedBy(production, desired).has(id) ? [{ what: `uses the ${what}, as "${production.name}" does` }] : [],
      ),
      ...towards(placed.object, production.namespace),
    ];
  },
};

function inItsPlace(
  { namespace, object, cluster, application }: Placed,
  production: DesiredApplication,
  desired: Desired,
): Sight[] {
  if (namespace === "")
    return groupKind(object) === "Namespace"
      ? []
      : [{ level: "note", what: "it counts for the whole cluster, production included" }];
  const own = desired.applications.get(inCluster(cluster, application))?.namespace;
  if (namespace !== production.namespace || own === production.namespace) return [];
  return [{ what: `it lands in "${namespace}", where "${production.name}" lives` }];
}

/** Names of Services and policies that lead into the namespace of production. */
function towards(object: KubeObject, namespace: string): Sight[] {
  if (namespace === "") return [];
  const names = new RegExp(`[a-z0-9]\\.${RegExp.escape(namespace)}(\\.svc\\b|[:/]|$)`, "m");
  const lead = textsIn(object).some(text => names.test(text));
  const leaves = policyOf(object)?.openings.some(
    ({ direction, peer }) =>
      direction === "Egress" &&
      fieldsOf(valueAt(peer, "namespaceSelector.matchLabels"))["kubernetes.io/metadata.name"] === namespace,
  );
  return [
    ...(lead ? [{ what: `it names a Service of "${namespace}"` }] : []),
    ...(leaves ? [{ what: `its pods may connect to "${namespace}"` }] : []),
  ];
}

function textsIn(object: KubeObject): string[] {
  const settings = groupKind(object) === "ConfigMap" ? Object.values(fieldsOf(object.data)) : [];
  const containers = containersOf(object).flatMap(({ fields }) => [
    ...mappingsOf(fields.env).map(({ value }) => value),
    ...textsOf(fields.args),
    ...textsOf(fields.command),
  ]);
  return [...settings, ...containers].flatMap(value => textOf(value) ?? []);
}

function usedBy({ cluster, name }: DesiredApplication, desired: Desired): ReadonlySet<string> {
  const known = usedByName(desired);
  const key = inCluster(cluster, name);
  const things =
    known.get(key) ??
    new Set(objectsOf(desired, cluster, name).flatMap(({ object }) => usedThings(object).map(({ id }) => id)));
  known.set(key, things);
  return things;
}

const usedByName = oncePer((_: Desired) => new Map<string, ReadonlySet<string>>());
