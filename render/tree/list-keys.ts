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
    conditions: [by("type")],
    containers: [byName],
    env: [byName],
    ephemeralContainers: [byName],
    groups: [byName],
    hostAliases: [by("ip")],
    imagePullSecrets: [byName],
    initContainers: [byName],
    matchConditions: [byName],
    ownerReferences: [by("uid")],
    ports: [byName, byPort],
    readinessGates: [by("conditionType")],
    resourceClaims: [byName],
    schedulingGates: [byName],
    secrets: [byName],
    topologySpreadConstraints: [by("topologyKey", "whenUnsatisfiable")],
    versions: [byName],
    volumeDevices: [by("devicePath")],
    volumeMounts: [by("mountPath")],
    volumes: [byName],
    webhooks: [byName],
  }),
);

/** The values of these fields, which must be texts, joined by a slash. */
function by(...fields: readonly string[]): Key {
  return element => {
    const values = fields.map(field => fieldOf(element, field));
    return values.every(value => typeof value === "string") ? values.join("/") : undefined;
  };
}

/** Number and protocol, as in `8080/TCP`: of a container's port, a Service's, or a NetworkPolicy's. */
function byPort(element: unknown): string | undefined {
  const port = fieldOf(element, "containerPort") ?? fieldOf(element, "port");
  if (typeof port !== "number" && typeof port !== "string") return undefined;
  return `${port}/${fieldOf(element, "protocol") ?? "TCP"}`;
}

function fieldOf(element: unknown, field: string): unknown {
  if (typeof element !== "object" || element === null || !Object.hasOwn(element, field)) return undefined;
  return (element as Record<string, unknown>)[field];
}

function areUnique(keys: readonly (string | undefined)[]): keys is readonly string[] {
  return !keys.includes(undefined) && new Set(keys).size === keys.length;
}
