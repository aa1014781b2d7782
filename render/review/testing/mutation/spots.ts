// biome-ignore lint/suspicious/noExplicitAny: mutators reach into any depth of any object
export type Json = any;

/** A value inside of an object, and how a review names it. */
export interface Spot {
  /** Mapping or list that holds it. */
  readonly owner: Json;
  readonly key: string | number;
  /** Such as `spec.template.spec.containers[erp].image`. */
  readonly path: string;
  /** Names of fields down to it, without lists: `["spec", "template", "spec", "containers", "image"]`. */
  readonly fields: readonly string[];
}

/** Every value of an object, from the outside in. */
export function spotsOf(object: Json): Spot[] {
  return inside(object, "", []);
}

export function held({ owner, key }: Spot): Json {
  return owner[key];
}

function inside(value: Json, path: string, fields: readonly string[]): Spot[] {
  if (typeof value !== "object" || value === null) return [];
  const names = Array.isArray(value) ? namesOf(value, fields.at(-1) ?? "") : undefined;
  const spots = Object.keys(value).map((key): Spot => {
    if (names !== undefined) return { owner: value, key: Number(key), path: `${path}[${names[Number(key)]}]`, fields };
    return { owner: value, key, path: fieldPath(path, key), fields: [...fields, key] };
  });
  return spots.flatMap(spot => [spot, ...inside(held(spot), spot.path, spot.fields)]);
}

export function fieldPath(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** What stands between the brackets, for each element of a list. */
export function namesOf(list: readonly Json[], field: string): string[] {
  const keys = KEYS[field] === undefined ? undefined : list.map(KEYS[field]);
  const isKeyed = keys?.every(key => typeof key === "string") && new Set(keys).size === list.length;
  return isKeyed
    ? keys.map(key => (/[A-Za-z/]/.test(key) && /^[\w./:-]*$/.test(key) ? key : JSON.stringify(key)))
    : [...list.keys()].map(String);
}

export function isKeyed(list: readonly Json[], field: string): boolean {
  return list.length > 0 && namesOf(list, field)[0] !== "0";
}

const byName = (element: Json) => element?.name;
const joined = (...parts: Json[]) => parts.filter(part => part !== undefined && part !== "").join("/");

/** By what the elements of the lists of this tree are told apart, as a person would. */
const KEYS: Readonly<Record<string, (element: Json) => string | undefined>> = {
  applicationRefs: element => element?.namePattern,
  clusterResourceWhitelist: element => joined(element?.group, element?.kind, element?.name),
  containers: byName,
  destinations: element => joined(element?.server, element?.name, element?.namespace),
  domains: element => element?.main,
  env: byName,
  envFrom: element =>
    joined(
      Object.keys(element).find(key => key.endsWith("Ref")),
      Object.values<Json>(element).find(source => source.name)?.name,
    ),
  images: element => element?.alias,
  initContainers: byName,
  items: element => element?.path,
  limits: element => element?.type,
  middlewares: element => joined(element?.name, element?.namespace),
  namespaceResourceWhitelist: element => joined(element?.group, element?.kind),
  ports: element => element?.name ?? `${element?.containerPort ?? element?.port}/${element?.protocol ?? "TCP"}`,
  rolloutRestartTargets: element => joined(element?.kind, element?.name),
  routes: element => element?.match,
  services: element => joined(element?.name, element?.namespace, element?.kind),
  subjects: element => joined(element?.kind, element?.namespace, element?.name),
  tolerations: element => joined(element?.key, element?.operator, element?.value, element?.effect),
  topologySpreadConstraints: element => joined(element?.topologyKey, element?.whenUnsatisfiable),
  volumeClaimTemplates: element => element?.metadata?.name,
  volumeMounts: element => element?.mountPath,
  volumes: byName,
};

/** Fields that tell the elements of some list apart, or say where an object is: changing them is no change of a field. */
export const IDENTIFYING: ReadonlySet<string> = new Set(
  "alias containerPort effect group host kind main match mountPath name namePattern namespace operator path port protocol secretRef server topologyKey type whenUnsatisfiable".split(
    " ",
  ),
);
