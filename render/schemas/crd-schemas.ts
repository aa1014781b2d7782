import { parseAllDocuments } from "yaml";
import { onlyDefinitions } from "../crds/only-definitions.ts";
import { normalForm, type Published, type Unreadable } from "./normal-form.ts";
import { kindKey, OBJECT_META, type Schema } from "./schema.ts";
import type { Schemas } from "./schemas.ts";

interface Crd {
  readonly metadata?: { readonly name?: string };
  readonly spec?: {
    readonly group?: string;
    readonly names?: { readonly kind?: string };
    readonly versions?: readonly Version[];
  };
}

interface Version {
  readonly name: string;
  readonly served?: boolean;
  readonly schema?: { readonly openAPIV3Schema?: Published };
}

/** The schemas of every served version of the CRDs in a YAML file; what else it holds is left out. */
export function crdSchemas(text: string): Schemas {
  const schemas = new Map<string, Schema>();
  const unreadable: Unreadable[] = [];
  const documents = parseAllDocuments(onlyDefinitions(text)) as readonly {
    readonly errors: readonly Error[];
    toJS(): unknown;
  }[];
  const crds = documents.filter(({ errors }) => errors.length === 0).map(document => document.toJS() as Crd | null);
  for (const { errors } of documents) {
    const [error] = errors;
    if (error !== undefined) unreadable.push({ field: "", problem: `it is no YAML: ${error.message.split("\n")[0]}` });
  }
  for (const crd of crds) if (crd !== null) add(crd, schemas, unreadable);
  if (schemas.size === 0 && unreadable.length === 0) unreadable.push({ field: "", problem: "there is no CRD in it" });
  return { schemas, unreadable };
}

function add({ metadata, spec }: Crd, schemas: Map<string, Schema>, unreadable: Unreadable[]): void {
  const { group, names, versions = [] } = spec ?? {};
  const served = versions.filter(({ served, schema }) => served !== false && schema?.openAPIV3Schema !== undefined);
  if (group === undefined || names?.kind === undefined || served.length === 0) {
    const problem = "it serves no version with a schema";
    unreadable.push({ field: metadata?.name ?? names?.kind ?? "", problem });
    return;
  }
  for (const { name, schema } of served) {
    const key = kindKey(`${group}/${name}`, names.kind);
    schemas.set(key, ofObject(normalForm(schema?.openAPIV3Schema ?? {}, true, unreadable, names.kind)));
  }
}

/** What Kubernetes itself says of every object, whatever its CRD does. */
function ofObject({ properties, open, ...schema }: Schema): Schema {
  const text = { type: "string" } as const;
  return {
    ...schema,
    type: "object",
    properties: { ...properties, apiVersion: text, kind: text, metadata: { ref: OBJECT_META } },
    ...(open && { open }),
  };
}
