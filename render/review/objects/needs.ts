import { groupKind } from "../../../platform/cluster-scoped.ts";
import { isProvided } from "../../../platform/provided.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import { type Fields, fieldsOf, mappingsOf, textOf, valueAt } from "./fields.ts";
import { MIDDLEWARE } from "./guards.ts";
import { targetOf } from "./neighbour.ts";
import { ofKind } from "./of-kind.ts";
import { containersOf, podsOf } from "./pods.ts";
import { SECRET_MAKERS, secretsMadeBy } from "./secret-makers.ts";
import { isVolumeClaim } from "./volume-claims.ts";

/** Something that an object cannot do without. */
export interface Need {
  readonly placed: Placed;
  /** With its group: `ConfigMap`, `traefik.io/Middleware`. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Where it is named. */
  readonly field: string;
  /** Whether the cluster may have it of its own: then only that it goes is worth a word. */
  readonly mayBeProvided?: true;
}

/** Whether an object in git is what is needed, or makes it. */
export function isAnswered(need: Need, desired: Desired): boolean {
  return isMade(nameOf(need), desired);
}

/** The same, by its name as keys are written. */
export function isMade(name: string, desired: Desired): boolean {
  return desired.byKey.has(name) || madeSecrets(desired).has(name);
}

/** What an object is and what it makes, as keys are written. */
export function namesMadeBy(placed: Placed): string[] {
  const secrets = secretsMadeBy(placed.object).map(name => `${targetOf(placed)}/Secret/${placed.namespace}/${name}`);
  return [placed.key, ...secrets];
}

const madeSecrets = oncePer(
  (desired: Desired): ReadonlySet<string> => new Set(ofKind(desired, ...SECRET_MAKERS).flatMap(namesMadeBy)),
);

/** As keys of objects are written. */
export function nameOf({ placed, kind, namespace, name }: Need): string {
  return `${targetOf(placed)}/${kind}/${namespace}/${name}`;
}

/**
 * What an object cannot do without; what Kubernetes makes itself, and what may be absent, is not among it.
 *
 * Of pods: accounts, settings, secrets and claims; of routes: middlewares and Services; of secrets from Vault: the login; of
 * claims and pods: the class of their storage or priority.
 */
export function needsOf(placed: Placed): Need[] {
  const wishes = [...ofPods(placed), ...ofClusters(placed), ...(READERS.get(groupKind(placed.object))?.(placed) ?? [])];
  return wishes.flatMap(({ kind, name, namespace = placed.namespace, field, optional, mayBeProvided }) => {
    const text = textOf(name);
    if (text === undefined || text === "" || optional === true || isProvided(kind, namespace, text)) return [];
    return [{ placed, kind, namespace, name: text, field, ...(mayBeProvided && { mayBeProvided }) }];
  });
}

interface Wish {
  readonly kind: string;
  readonly name: unknown;
  readonly namespace?: string;
  readonly field: string;
  readonly optional?: unknown;
  readonly mayBeProvided?: true;
}

/** Classes of storage and priority. */
function ofClusters({ object }: Placed): Wish[] {
  const pods = podsOf(object);
  const STORAGE = "spec.storageClassName";
  const claims =
    groupKind(object) === "apps/StatefulSet" ? mappingsOf(valueAt(object, "spec.volumeClaimTemplates")) : [];
  const classes = [
    ...(isVolumeClaim(object) ? [{ name: valueAt(object, STORAGE), field: STORAGE }] : []),
    ...claims.map(claim => ({ name: valueAt(claim, STORAGE), field: "spec.volumeClaimTemplates" })),
  ].map(one => ({ ...one, kind: "storage.k8s.io/StorageClass" }));
  const priority = {
    kind: "scheduling.k8s.io/PriorityClass",
    name: pods?.spec.priorityClassName,
    field: `${pods?.path}.priorityClassName`,
  };
  return [...classes, priority].map(one => ({ ...one, namespace: "", mayBeProvided: true }));
}

function ofPods({ object }: Placed): Wish[] {
  const pods = podsOf(object);
  if (pods === undefined) return [];
  const { spec, path } = pods;
  return [
    { kind: "ServiceAccount", name: spec.serviceAccountName, field: `${path}.serviceAccountName` },
    ...containersOf(object).flatMap(({ fields, path: at }) => [
      ...mappingsOf(fields.envFrom).flatMap((source, index) => sources(source, "Ref", `${at}.envFrom[${index}]`)),
      ...mappingsOf(fields.env).flatMap(({ name, valueFrom }) =>
        sources(fieldsOf(valueFrom), "KeyRef", `${at}.env[${textOf(name) ?? ""}].valueFrom`),
      ),
    ]),
    ...mappingsOf(spec.volumes).flatMap(volume => {
      const at = `${path}.volumes[${textOf(volume.name) ?? ""}]`;
      const { secretName, optional } = fieldsOf(volume.secret);
      return [
        { kind: "Secret", name: secretName, field: `${at}.secret`, optional },
        { kind: "PersistentVolumeClaim", name: valueAt(volume, "persistentVolumeClaim.claimName"), field: at },
        ...sources({ configMap: volume.configMap }, "", at),
        ...mappingsOf(valueAt(volume, "projected.sources")).flatMap((source, index) =>
          sources(source, "", `${at}.projected.sources[${index}]`),
        ),
      ];
    }),
  ];
}

function sources(source: Fields, ending: string, field: string): Wish[] {
  return (["Secret", "ConfigMap"] as const).map(kind => {
    const key = `${kind === "Secret" ? "secret" : "configMap"}${ending}`;
    const { name, optional } = fieldsOf(source[key]);
    return { kind, name, field: `${field}.${key}`, optional };
  });
}

const VAULT = "secrets.hashicorp.com";

const READERS: ReadonlyMap<string, (placed: Placed) => Wish[]> = new Map([
  ["traefik.io/IngressRoute", ofIngressRoute],
  ["networking.k8s.io/Ingress", ofIngress],
  ["gateway.networking.k8s.io/HTTPRoute", ofHttpRoute],
  ...["VaultStaticSecret", "VaultDynamicSecret", "VaultPKISecret"].map(kind => [`${VAULT}/${kind}`, ofVault] as const),
]);

function ofIngressRoute({ object }: Placed): Wish[] {
  return mappingsOf(valueAt(object, "spec.routes")).flatMap(({ middlewares, services }, index) => {
    const field = `spec.routes[${index}]`;
    return [
      ...mappingsOf(middlewares).map(one => ({ kind: MIDDLEWARE, ...placeOf(one), field: `${field}.middlewares` })),
      ...mappingsOf(services).map(one => ({
        kind: one.kind === "TraefikService" ? "traefik.io/TraefikService" : "Service",
        ...placeOf(one),
        field: `${field}.services`,
      })),
    ];
  });
}

function placeOf({ name, namespace }: Fields): { name: unknown; namespace?: string } {
  const place = textOf(namespace);
  // `api@internal` is of another provider than Kubernetes
  return { name: /@/.test(textOf(name) ?? "") ? undefined : name, ...(place !== undefined && { namespace: place }) };
}

function ofIngress({ object }: Placed): Wish[] {
  const paths = mappingsOf(valueAt(object, "spec.rules")).flatMap(rule => mappingsOf(valueAt(rule, "http.paths")));
  return paths.map(path => ({ kind: "Service", name: valueAt(path, "backend.service.name"), field: "spec.rules" }));
}

function ofHttpRoute({ object }: Placed): Wish[] {
  const backends = mappingsOf(valueAt(object, "spec.rules")).flatMap(({ backendRefs }) => mappingsOf(backendRefs));
  return backends
    .filter(({ kind }) => kind === undefined || kind === "Service")
    .map(one => ({ kind: "Service", ...placeOf(one), field: "spec.rules" }));
}

/** `<namespace>/<name>`, or a name of the own namespace. */
function ofVault({ object }: Placed): Wish[] {
  const [name, namespace] = (textOf(valueAt(object, "spec.vaultAuthRef")) ?? "").split("/").reverse();
  return [
    { kind: `${VAULT}/VaultAuth`, name, ...(namespace !== undefined && { namespace }), field: "spec.vaultAuthRef" },
  ];
}
