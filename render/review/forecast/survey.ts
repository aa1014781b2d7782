import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { oncePer } from "../../memory/once-per.ts";
import { type Desired, type DesiredApplication, inCluster, type Placed } from "../desired.ts";
import { DEFINITION, definedKind } from "./definition.ts";
import { type Manager, managerOf } from "./manager.ts";
import { policyOf } from "./policy.ts";
import { type Settings, settingsOf } from "./settings.ts";
import { targetOf } from "./target-of.ts";

/** One revision, sorted by what the forecast asks of it. */
export interface Survey {
  readonly desired: Desired;
  /** By the key of their Application. */
  readonly objectsOf: ReadonlyMap<string, readonly Placed[]>;
  /** Every object of one key: several, where several Applications deploy it. */
  readonly holders: ReadonlyMap<string, readonly Placed[]>;
  /** Cluster and namespace, of those that git declares or an Application makes: `home/erp`. */
  readonly namespaces: ReadonlySet<string>;
  /** CRDs, by cluster, group and kind of what they define: `home/traefik.io/IngressRoute`. */
  readonly definitions: ReadonlyMap<string, Placed>;
  /** What an Application may and wants; undefined for one that is not there. */
  manager(key: string): Manager | undefined;
  settings(cluster: string): Settings;
  /** The Application of an object, by the key of `desired.applications`. */
  applicationKey(placed: Placed): string;
}

/** One pass over a revision, however often it is asked for. */
export const survey = oncePer((desired: Desired): Survey => {
  const objectsOf = new Map<string, Placed[]>();
  const holders = new Map<string, Placed[]>();
  const namespaces = new Set<string>();
  const definitions = new Map<string, Placed>();
  const settings = new Map<string, Map<string, KubeObject>>();
  const applicationKey = ({ cluster, application }: Placed) => inCluster(cluster, application);

  for (const placed of desired.objects) {
    const { cluster, object, key } = placed;
    push(objectsOf, applicationKey(placed), placed);
    push(holders, key, placed);
    const kind = groupKind(object);
    if (kind === "Namespace") namespaces.add(`${targetOf(placed)}/${object.metadata.name}`);
    else if (kind === DEFINITION) definitions.set(`${targetOf(placed)}/${definedKind(object)}`, placed);
    else if (kind === "ConfigMap" && SETTINGS.includes(object.metadata.name)) {
      settings.set(cluster, (settings.get(cluster) ?? new Map()).set(object.metadata.name, object));
    }
  }
  for (const application of desired.applications.values()) {
    const { syncOptions, destination } = policyOf(application);
    if (syncOptions.includes("CreateNamespace=true")) namespaces.add(`${application.cluster}/${destination.namespace}`);
  }

  const managers = new Map<string, Manager | undefined>();
  const read = new Map<string, Settings>();
  return {
    desired,
    objectsOf,
    holders,
    namespaces,
    definitions,
    applicationKey,
    manager: key => remembered(managers, key, () => find(desired, desired.applications.get(key))),
    settings: cluster =>
      remembered(read, cluster, () => {
        const maps = settings.get(cluster);
        return settingsOf(maps?.get("argocd-cm"), maps?.get("argocd-cmd-params-cm"));
      }),
  };
});

const SETTINGS: readonly string[] = ["argocd-cm", "argocd-cmd-params-cm"];

function find(desired: Desired, application: DesiredApplication | undefined): Manager | undefined {
  return application && managerOf(application, desired);
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as Value;
}
