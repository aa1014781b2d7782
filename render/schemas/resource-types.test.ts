import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ApiObject, Testing } from "cdk8s";
import type { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import { components } from "../../platform/components/index.ts";
import { IngressRoute } from "../../platform/components/traefik/api.ts";
import { repositoryFolder } from "../repository.ts";
import { shapeFaults } from "../testing/shape-faults.ts";
import { type Shape, specShapes } from "../testing/type-shape.ts";
import type { Schema } from "./schema.ts";
import { shelvesOf } from "./shelves.ts";

const DECLARATION = /^export const (\w+) = customResource</gm;

/** Every file below platform/ with classes of custom resources, and their names. */
const files = new Map(
  globSync("platform/**/*.ts", { cwd: repositoryFolder })
    .filter(file => !file.endsWith(".test.ts"))
    .map(file => {
      const text = readFileSync(join(repositoryFolder, file), "utf8");
      return [file, [...text.matchAll(DECLARATION)].map(([, name = ""]) => name)] as const;
    })
    .filter(([, names]) => names.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1)),
);
const classes = [...files].flatMap(([file, names]) => names.map(name => ({ file, name })));
const [cluster] = clusters;
const shelves = cluster && (await shelvesOf(cluster, components));
const areAtHand = shelves?.all.every(shelved => "compiled" in shelved) === true;

async function kindOf(file: string, name: string): Promise<{ apiVersion: string; kind: string }> {
  const module = (await import(pathToFileURL(join(repositoryFolder, file)).href)) as Record<
    string,
    new (
      scope: Construct,
      id: string,
      fields: object,
    ) => ApiObject
  >;
  const Class = module[name];
  if (Class === undefined) throw new Error(`Cannot find ${name}: ${file} does not export it`);
  return new Class(Testing.chart(), "sample", { metadata: { name: "sample" }, spec: {} });
}

describe("types of custom resources", () => {
  test("are all found: each is exported under a name", () => {
    const texts = globSync("{platform,apps}/**/*.ts", { cwd: repositoryFolder })
      .filter(file => !file.endsWith(".test.ts"))
      .map(file => readFileSync(join(repositoryFolder, file), "utf8"));
    const uses = texts.flatMap(text => text.match(/\bcustomResource<(?!Spec>\(apiVersion)/g) ?? []);
    expect(classes).toHaveLength(uses.length);
  });

  test("refuse a field that they do not know, when they are compiled", () => {
    const chart = Testing.chart();
    const spec = { entryPoints: ["websecure"], routes: [], tls: { certResolver: "step-ca" } } as const;
    new IngressRoute(chart, "known", { metadata: {}, spec });
    // @ts-expect-error entryPoint is no field
    new IngressRoute(chart, "unknown", { metadata: {}, spec: { ...spec, entryPoint: ["web"] } });
    // @ts-expect-error certResolvers is no field
    new IngressRoute(chart, "deep", { metadata: {}, spec: { ...spec, tls: { certResolvers: "step-ca" } } });
  });

  test.skipIf(!areAtHand)(
    "are as their CRDs say, in every field (needs `lab crds pull`)",
    { timeout: 60_000 },
    async () => {
      const shapes = specShapes(files);
      const faults: string[] = [];
      for (const { file, name } of classes) {
        const { apiVersion, kind } = await kindOf(file, name);
        const found = shelves?.of({ apiVersion, kind });
        const schema = typeof found === "object" ? found.properties?.spec : undefined;
        const shape = shapes.get(name);
        if (schema === undefined || shape === undefined)
          faults.push(`${file}: no CRD says what ${apiVersion} ${kind} is`);
        else faults.push(...shapeFaults(shape, schema, `${file}: ${kind} spec`));
      }
      expect(faults).toEqual([]);
      expect(classes.length).toBeGreaterThan(6);
    },
  );
});

describe("shapeFaults()", () => {
  const text: Shape = { form: "text" };
  const object = (fields: Record<string, Shape>, optional = false): Shape => ({
    form: "object",
    fields: Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, { shape, optional }])),
  });
  const schema: Schema = {
    type: "object",
    required: ["size"],
    properties: {
      size: { type: "integer" },
      mode: { type: "string", limits: { enum: ["fast", "safe"] } },
      labels: { type: "object", values: { type: "string" } },
      list: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
      port: { type: "int-or-string" },
    },
  };
  const size: Shape = { form: "number" };

  test("has none where the type is a part of the schema", () => {
    const mode: Shape = {
      form: "choice",
      shapes: [
        { form: "text", literal: "fast" },
        { form: "text", literal: "safe" },
      ],
    };
    const port: Shape = { form: "choice", shapes: [text, { form: "number" }] };
    const labels: Shape = { form: "object", fields: {}, others: text };
    const list: Shape = { form: "list", items: object({ name: text }) };
    expect(shapeFaults(object({ size, mode, port, labels, list }), schema, "spec")).toEqual([]);
  });

  test.each<[string, Shape, string]>([
    ["an unknown field", object({ size, sise: text }), "spec.sise: the schema has no such field"],
    [
      "one in a list",
      object({ size, list: { form: "list", items: object({ nam: text }) } }),
      "spec.list[].nam: the schema has no such field",
    ],
    ["another type", object({ size: text }), 'spec.size: "text" is text, not a whole number'],
    [
      "a choice too many",
      object({ size, mode: { form: "text", literal: "slow" } }),
      'spec.mode: "slow" is not one of "fast", "safe"',
    ],
    [
      "values of another type",
      object({ size, labels: { form: "object", fields: {}, others: size } }),
      'spec.labels.*: "1" is a whole number, not text',
    ],
    [
      "any field where none is free",
      { form: "object", fields: { size: { shape: size, optional: false } }, others: text },
      "spec.*: the schema allows no fields but its own",
    ],
    [
      "an optional field that is required",
      object({ size }, true),
      "spec.size: the schema requires it, and the type does not",
    ],
    ["a required field left out", object({}), "spec.size: the schema requires it, and the type has it not"],
  ])("names %s", (_, shape, fault) => {
    expect(shapeFaults(shape, schema, "spec")).toEqual([fault]);
  });
});
