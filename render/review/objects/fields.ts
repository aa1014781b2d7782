/** A mapping whose shape nobody has checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value if it is a mapping, else an empty one. Objects under review may hold anything anywhere. */
export function fieldsOf(value: unknown): Fields {
  return isMapping(value) ? value : NOTHING;
}

const NOTHING: Fields = Object.freeze({});

function isMapping(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The elements if it is a list, as mappings; else none. */
export function mappingsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** The texts of a list; else none. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(element => typeof element === "string") : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** What lies at a path of plain keys: `valueAt(object, "spec.replicas")`; undefined where it ends early. */
export function valueAt(value: unknown, path: string): unknown {
  let inner = value;
  for (const key of path.split(".")) {
    if (!isMapping(inner) || !Object.hasOwn(inner, key)) return undefined;
    inner = inner[key];
  }
  return inner;
}

/** A label or an annotation, if it is a text, as it has to be. */
export function metadataText(
  { metadata }: { readonly metadata: Fields },
  field: "labels" | "annotations",
  key: string,
): string | undefined {
  return textOf(fieldsOf(metadata[field])[key]);
}
