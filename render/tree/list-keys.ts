/**
 * By which fields the elements of a list are told apart, so that an element that moved is not an element that changed.
 *
 * Kubernetes says so itself for most lists (`x-kubernetes-list-map-keys` and `x-kubernetes-patch-merge-key` of its
 * OpenAPI description); the others here are lists whose elements carry a name that must be unique anyway. A list is
 * taken as keyed only if every element of both versions has the key and no two of one version share it.
 *
 * @param field name of the field that holds the list, such as `containers`
 * @returns one key per element of both lists: `["erp", "proxy"]` by name, `["8080/TCP"]` by number and protocol;
 *   undefined if the list counts by position
 */
export function listKeys(
  field: string,
  before: readonly unknown[],
  after: readonly unknown[],
): { readonly before: readonly string[]; readonly after: readonly string[] } | undefined {
  for (const key of LIST_KEYS.get(field) ?? []) {
    const [keys, newKeys] = [before.map(key), after.map(key)];
    if (areUnique(keys) && areUnique(newKeys)) return { before: keys, after: newKeys };
  }
  return undefined;
}

type Key = (element: unknown) => string | undefined;

const byName = by("name");

/** Keys by name of the list, the first that fits wins. */
const LIST_KEYS: ReadonlyMap<string, readonly Key[]> = new Map(
  Object.entries({
    additionalPrinterColumns: [byName],
    applicationRefs: [by("namePattern")],
    clusterResourceBlacklist: [by("group?", "kind", "name?")],
    clusterResourceWhitelist: [by("group?", "kind", "name?")],
    conditions: [by("type")],
    containers: [byName],
    destinations: [by("server?", "name?", "namespace?")],
    domains: [by("main")],
    endpoints: [by("port", "path?")],
    env: [byName],
    envFrom: [bySource],
    ephemeralContainers: [byName],
    groups: [byName],
    hostAliases: [by("ip")],
    imagePullSecrets: [byName],
    images: [by("alias"), byName],
    initContainers: [byName],
    items: [by("path")],
    limits: [by("type")],
    matchConditions: [byName],
    middlewares: [by("name", "namespace?")],
    namespaceResourceBlacklist: [by("group?", "kind")],
    namespaceResourceWhitelist: [by("group?", "kind")],
    ownerReferences: [by("uid")],
    parameters: [byName],
    paths: [by("path", "pathType?")],
    ports: [byName, byPort],
    readinessGates: [by("conditionType")],
    resourceClaims: [byName],
    roles: [byName],
    rolloutRestartTargets: [by("kind", "name")],
    routes: [by("match")],
    rules: [by("host"), by("alert"), by("record")],
    schedulingGates: [byName],
    secrets: [byName],
    services: [by("name", "namespace?", "kind?")],
    subjects: [by("kind", "namespace?", "name")],
    sysctls: [byName],
    taints: [by("key", "effect")],
    tls: [by("secretName")],
    tolerations: [by("key?", "operator?", "value?", "effect?")],
    topologySpreadConstraints: [by("topologyKey", "whenUnsatisfiable")],
    variables: [byName],
    versions: [byName],
    volumeClaimTemplates: [byNameOfObject],
    volumeDevices: [by("devicePath")],
    volumeMounts: [by("mountPath")],
    volumes: [byName],
    webhooks: [byName],
  }),
);

/** The values of these fields, which must be texts, joined by a slash; those that are marked may be absent. */
function by(...fields: readonly string[]): Key {
  return element => {
    const values = fields.map(field => {
      const value = fieldOf(element, field.replace("?", ""));
      return value === undefined && field.endsWith("?") && isMapping(element) ? "" : value;
    });
    if (!values.every(value => typeof value === "string")) return undefined;
    return values.filter(value => value !== "").join("/") || undefined;
  };
}

/** Such as `configMapRef/erp`. */
function bySource(element: unknown): string | undefined {
  const sources = ["configMapRef", "secretRef"].filter(source => fieldOf(element, source) !== undefined);
  const names = sources.map(source => fieldOf(fieldOf(element, source), "name"));
  return names.length === 1 && typeof names[0] === "string" ? `${sources[0]}/${names[0]}` : undefined;
}

function byNameOfObject(element: unknown): string | undefined {
  return byName(fieldOf(element, "metadata"));
}

/** Number and protocol, as in `8080/TCP`: of a container's port, a Service's, or a NetworkPolicy's. */
function byPort(element: unknown): string | undefined {
  const port = fieldOf(element, "containerPort") ?? fieldOf(element, "port");
  if (typeof port !== "number" && typeof port !== "string") return undefined;
  return `${port}/${fieldOf(element, "protocol") ?? "TCP"}`;
}

function fieldOf(element: unknown, field: string): unknown {
  return isMapping(element) && Object.hasOwn(element, field) ? element[field] : undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function areUnique(keys: readonly (string | undefined)[]): keys is readonly string[] {
  return !keys.includes(undefined) && new Set(keys).size === keys.length;
}
