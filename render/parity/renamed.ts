import type { KubeObject } from "../../platform/kube-object.ts";

type Names = Readonly<Record<string, string>>;

/** The object with our names instead of the upstream's, wherever a value is just such a name; its kind stays. */
export function renamed(object: KubeObject, names: Names): KubeObject {
  return { ...(replaced(object, names) as KubeObject), kind: object.kind };
}

function replaced(value: unknown, names: Names): unknown {
  if (typeof value === "string") return Object.hasOwn(names, value) ? names[value] : value;
  if (Array.isArray(value)) return value.map(element => replaced(element, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, names)]));
}
