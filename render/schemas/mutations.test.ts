import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { clusters } from "../../clusters/index.ts";
import { components } from "../../platform/components/index.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { cacheFolder, readCached } from "../crds/cache.ts";
import { pullable } from "../crds/pullable.ts";
import { load } from "../model/load.ts";
import { render } from "../pipeline.ts";
import { repositoryFolder } from "../repository.ts";
import { faultsOf } from "./faults-of.ts";
import type { Published } from "./normal-form.ts";
import { kindKey } from "./schema.ts";
import { type Shelves, shelvesOf } from "./shelves.ts";

/**
 * Every field of every object of the lab is broken in three ways, and what was published is asked, in its own form,
 * whether that is a fault: the normal form and the walk may not differ from it.
 */
const pulled = pullable(components, clusters, []).map(release => readCached(cacheFolder(), release));
const areAtHand = pulled.every(files => files !== undefined);

type Fields = Record<string, unknown>;

describe.skipIf(!areAtHand)(
  "every field of every rendered object (needs `lab crds pull`)",
  { timeout: 120_000 },
  () => {
    test("is missed, mistyped and misspelt in vain only where its schema says so", async () => {
      const published = readPublished();
      const { labs } = await render(await load(repositoryFolder));
      const surprises = new Set<string>();
      const tried = { objects: 0, renamed: 0, mistyped: 0, dropped: 0 };
      for (const { cluster, units } of labs) {
        const shelves = await shelvesOf(cluster, components);
        for (const object of units.flatMap(unit => unit.objects)) {
          tried.objects++;
          for (const { kind, path, changed, isFault } of mutationsOf(object, published)) {
            tried[kind]++;
            const found = fieldsOf(changed, shelves).includes(path);
            if (found !== isFault) surprises.add(`${object.kind} ${path} ${kind}: ${found ? "refused" : "accepted"}`);
          }
        }
      }
      expect([...surprises]).toEqual([]);
      expect(tried.objects).toBeGreaterThan(100);
      expect(Math.min(tried.renamed, tried.mistyped)).toBeGreaterThan(2000);
      expect(tried.dropped).toBeGreaterThan(200);
    });
  },
);

/** Paths of all faults. */
function fieldsOf(object: unknown, shelves: Shelves): string[] {
  const schema = shelves.of(object as KubeObject);
  return typeof schema === "object"
    ? faultsOf(object, schema, name => shelves.definition(name)).map(({ field }) => field)
    : [];
}

interface Definitions {
  readonly kinds: ReadonlyMap<string, Published>;
  readonly definitions: Readonly<Record<string, Published>>;
}

/** What was pulled, as it was published. */
function readPublished(): Definitions {
  const texts = pulled.flatMap(files => [...(files ?? [])]).map(([, content]) => Buffer.from(content).toString());
  const kinds = new Map<string, Published>();
  let definitions: Record<string, Published> = {};
  for (const text of texts) {
    if (text.startsWith("{")) definitions = JSON.parse(text).definitions;
    else for (const document of parseAllDocuments(text)) addCrd(document.toJS(), kinds);
  }
  for (const definition of Object.values(definitions)) {
    const places = (definition as Fields)["x-kubernetes-group-version-kind"] as Record<string, string>[] | undefined;
    for (const { group, version, kind } of places ?? []) {
      kinds.set(kindKey(group === "" ? `${version}` : `${group}/${version}`, `${kind}`), definition);
    }
  }
  return { kinds, definitions };
}

// biome-ignore lint/suspicious/noExplicitAny: any document of YAML
function addCrd(crd: any, kinds: Map<string, Published>): void {
  if (crd?.kind !== "CustomResourceDefinition") return;
  for (const { name, schema } of crd.spec.versions) {
    const { properties, ...root } = schema.openAPIV3Schema;
    const metadata = { $ref: "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" };
    kinds.set(kindKey(`${crd.spec.group}/${name}`, crd.spec.names.kind), {
      ...root,
      properties: { ...properties, metadata },
    });
  }
}

interface Mutation {
  readonly kind: "renamed" | "mistyped" | "dropped";
  readonly path: string;
  readonly changed: unknown;
  readonly isFault: boolean;
}

/** No field of the lab has it. */
const UNHEARD_OF = "unheardOf";
/** No type but that of a list of lists has it. */
const NOTHING_LIKE_IT = [[]];

function* mutationsOf(object: KubeObject, { kinds, definitions }: Definitions): Generator<Mutation> {
  const root = kinds.get(kindKey(object.apiVersion, object.kind));
  if (root === undefined) return;
  const copy = structuredClone(object) as unknown as Fields;
  yield* below(copy, root, "");

  function* below(value: unknown, schema: Published, path: string): Generator<Mutation> {
    const own = resolve(schema);
    if (Array.isArray(value)) yield* items(value, own, path);
    else if (typeof value === "object" && value !== null) yield* fields(value as Fields, own, path);
  }

  function* items(list: unknown[], { items: schema }: Published, path: string): Generator<Mutation> {
    for (const [index, item] of list.entries()) {
      if (schema === undefined) continue;
      const name = (item as Fields | null)?.name;
      yield* below(item, schema, `${path}[${typeof name === "string" ? name : index}]`);
    }
  }

  function* fields(object: Fields, schema: Published, path: string): Generator<Mutation> {
    const { properties, additionalProperties, required = [] } = schema;
    for (const name of Object.keys(object)) {
      const value = object[name];
      const field = properties?.[name];
      const isIdentity = path === "" && (name === "apiVersion" || name === "kind");
      const inList = path.endsWith("]") && name === "name"; // an item is called by it
      if (isIdentity || inList) continue;
      const expected = field ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
      const at = field === undefined && /[^\w-]/.test(name) ? `${path}[${name}]` : `${path}.${name}`.replace(/^\./, "");

      delete object[name];
      if (required.includes(name))
        yield { kind: "dropped", path: at, changed: copy, isFault: field?.default === undefined };
      object[UNHEARD_OF] = value;
      yield {
        kind: "renamed",
        path: `${path}.${UNHEARD_OF}`.replace(/^\./, ""),
        changed: copy,
        isFault: refusesOthers(schema),
      };
      delete object[UNHEARD_OF];
      object[name] = NOTHING_LIKE_IT;
      yield {
        kind: "mistyped",
        path: at,
        changed: copy,
        isFault: expected !== undefined && refusesLists(resolve(expected)),
      };
      object[name] = value;
      if (expected !== undefined) yield* below(value, expected, at);
    }
  }

  function resolve(schema: Published): Published {
    const name = schema.$ref?.replace("#/definitions/", "");
    return name === undefined ? schema : (definitions[name] ?? {});
  }
}

function refusesOthers(schema: Published): boolean {
  if (schema["x-kubernetes-preserve-unknown-fields"] === true) return false;
  return schema.properties !== undefined && schema.additionalProperties === undefined;
}

function refusesLists({ type, oneOf, ...schema }: Published): boolean {
  return (
    (type !== undefined && type !== "array") || oneOf !== undefined || schema["x-kubernetes-int-or-string"] === true
  );
}
