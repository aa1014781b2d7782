import { normalForm, type Published } from "./normal-form.ts";
import { kindKey, type Schema } from "./schema.ts";
import type { Schemas } from "./schemas.ts";

interface Definition extends Published {
  readonly "x-kubernetes-group-version-kind"?: readonly Kind[];
}

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Definitions whose published form says less than Kubernetes reads. */
const SPECIAL: Readonly<Record<string, Schema>> = {
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: "quantity" },
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: "int-or-string" },
};

/** The schemas of Kubernetes' own kinds, from the JSON of its API's definitions. */
export function kubernetesSchemas(text: string): Schemas {
  const parsed = parse(text);
  if (parsed === undefined) {
    return { schemas: new Map(), unreadable: [{ field: "", problem: "it is no JSON with definitions" }] };
  }
  const schemas = new Map<string, Schema>();
  const unreadable: { field: string; problem: string }[] = [];
  for (const [name, definition] of Object.entries(parsed)) {
    schemas.set(name, SPECIAL[name] ?? normalForm(definition, false, unreadable, name));
    for (const { group, version, kind } of definition["x-kubernetes-group-version-kind"] ?? []) {
      schemas.set(kindKey(group === "" ? version : `${group}/${version}`, kind), { ref: name });
    }
  }
  return { schemas, unreadable };
}

function parse(text: string): Readonly<Record<string, Definition>> | undefined {
  try {
    return (JSON.parse(text) as { definitions?: Record<string, Definition> } | null)?.definitions;
  } catch {
    return undefined;
  }
}
