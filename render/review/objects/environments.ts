import { oncePer } from "../../memory/once-per.ts";
import { type Desired, type DesiredApplication, inCluster } from "../desired.ts";
import { objectsOf } from "./objects-of.ts";
import { podsOf } from "./pods.ts";

/**
 * The Application of production beside one of another environment: `erp` for `erp-sandbox`. Its name is that of
 * production and a suffix; the suffix is a known one, or both run a workload of one name (so `vault-secrets-operator` is
 * no environment of `vault`). Undefined for production itself.
 */
export function productionOf(cluster: string, name: string, desired: Desired): DesiredApplication | undefined {
  return productions(desired).get(inCluster(cluster, name));
}

const productions = oncePer((desired: Desired): ReadonlyMap<string, DesiredApplication> => {
  const found = new Map<string, DesiredApplication>();
  for (const { cluster, name } of desired.applications.values()) {
    for (let end = name.lastIndexOf("-"); end > 0; end = name.lastIndexOf("-", end - 1)) {
      const production = desired.applications.get(inCluster(cluster, name.slice(0, end)));
      if (production === undefined) continue;
      if (!KNOWN.test(name.slice(end + 1)) && !runAlike(desired, cluster, name, production.name)) continue;
      found.set(inCluster(cluster, name), production);
      break;
    }
  }
  return found;
});

const KNOWN = /^(canary|demo|dev|development|integration|int|pre|preprod|preview|qa|sandbox|stage|staging|test|uat)$/;

function runAlike(desired: Desired, cluster: string, one: string, other: string): boolean {
  const [some, others] = [one, other].map(name =>
    objectsOf(desired, cluster, name).flatMap(({ object }) =>
      podsOf(object) === undefined ? [] : [`${object.kind}/${object.metadata.name}`],
    ),
  );
  return some?.some(workload => others?.includes(workload)) ?? false;
}
