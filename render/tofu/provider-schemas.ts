import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { closest } from "fastest-levenshtein";
import { blocksOf, type HclBlock, type HclBody } from "./stack-hcl.ts";

/** What a provider takes, as `tofu providers schema -json` prints it. */
export interface ProviderSchema {
  readonly provider: Definition;
  readonly resource_schemas: Readonly<Record<string, Definition>>;
  readonly data_source_schemas: Readonly<Record<string, Definition>>;
  readonly ephemeral_resource_schemas?: Readonly<Record<string, Definition>>;
}

interface Definition {
  readonly block: BlockSchema;
}

interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

interface AttributeSchema {
  readonly type?: TypeSchema;
  readonly nested_type?: NestedType;
  readonly required?: boolean;
  readonly optional?: boolean;
}

type TypeSchema = "string" | "number" | "bool" | "dynamic" | readonly [kind: string, of: unknown];

interface NestedType {
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  readonly nesting_mode: "single" | "list" | "set" | "map";
}

interface NestedBlock {
  readonly block: BlockSchema;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** By address of the provider: `hashicorp/vault`. */
export type ProviderSchemas = ReadonlyMap<string, ProviderSchema>;

/** Reads the schemas that lie in a folder, each in a file of its own. */
export function readProviderSchemas(folder: string): ProviderSchemas {
  const files = readdirSync(folder).filter(name => name.endsWith(".json"));
  const schemas = files.flatMap(name => {
    const { provider_schemas } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return Object.entries(provider_schemas as Record<string, ProviderSchema>);
  });
  return new Map(schemas.map(([address, schema]) => [address.replace(/^[^/]+\//, ""), schema]));
}

export interface Verdict {
  /** e.g. `zone.tf, cloudflare_zone.public.acount: there is no such argument, write "account", the nearest one` */
  readonly faults: readonly string[];
  /** Providers of which there is no schema: nothing of theirs was judged. */
  readonly unread: readonly string[];
}

/**
 * Holds every block of a stack that a provider takes against the schema of that provider, and every expression that names
 * such a block against both.
 */
export function judgeStack(files: ReadonlyMap<string, HclBody>, schemas: ProviderSchemas): Verdict {
  const sources = requiredProviders(files);
  const unread = new Set<string>();
  const faults: string[] = [];
  const known = new Map<string, Definition | undefined>();
  for (const { place, address, provider, type, kind, body } of providerBlocks(files)) {
    const source = sources.get(provider);
    const schema = schemas.get(source ?? "");
    const definition = kind === "provider" ? schema?.provider : schema?.[kind]?.[type];
    known.set(address, definition);
    if (source === undefined) faults.push(`${place}: "${provider}" is not among required_providers`);
    else if (schema === undefined) unread.add(source);
    else if (definition === undefined)
      faults.push(`${place}: ${source} has no such type${nearestType(type, schema, kind)}`);
    else faults.push(...bodyFaults(body, definition.block, place));
  }
  for (const [file, { terraform: _, ...body }] of files) {
    for (const reference of referencesIn(body)) faults.push(...referenceFaults(reference, known, file));
  }
  return { faults, unread: [...unread].sort() };
}

function nearestType(type: string, schema: ProviderSchema, kind: ProviderBlock["kind"]): string {
  return kind === "provider" ? "" : nearest(type, schema[kind]);
}

interface Reference {
  /** `cloudflare_zone.public`, `data.google_storage_bucket.state` */
  readonly address: string;
  readonly attribute: string;
}

/** What expressions name: a block by its type, which has an underscore, its name, perhaps a key, and an attribute. */
const REFERENCE =
  /(?<![\w.])((?:data\.|ephemeral\.)?[a-z0-9]+(?:_[a-z0-9]+)+\.[a-z0-9_-]+)(?:\[[^\]]*\])?\.([a-z0-9_]+)/g;

function referencesIn(value: unknown): Reference[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(referencesIn);
  if (typeof value !== "string" || !value.includes("${")) return [];
  return [...value.matchAll(REFERENCE)].map(([, address = "", attribute = ""]) => ({ address, attribute }));
}

function referenceFaults(
  { address, attribute }: Reference,
  known: ReadonlyMap<string, Definition | undefined>,
  file: string,
): string[] {
  const definition = known.get(address);
  if (!known.has(address)) return [`${file}, ${address}.${attribute}: there is no such block in this stack`];
  if (definition === undefined) return [];
  const fields = { ...definition.block.attributes, ...definition.block.block_types };
  if (Object.hasOwn(fields, attribute)) return [];
  return [`${file}, ${address}.${attribute}: there is no such attribute${nearest(attribute, fields)}`];
}

interface ProviderBlock {
  readonly place: string;
  /** As expressions name it. */
  readonly address: string;
  /** Its local name. */
  readonly provider: string;
  readonly type: string;
  readonly kind: "provider" | "resource_schemas" | "data_source_schemas" | "ephemeral_resource_schemas";
  readonly body: HclBody;
}

function providerBlocks(files: ReadonlyMap<string, HclBody>): ProviderBlock[] {
  const typed = (word: string, kind: ProviderBlock["kind"]) =>
    blocksOf(files, word, 2).map(block => typedBlock(block, word, kind));
  return [
    ...blocksOf(files, "provider", 1).map(({ file, labels: [provider = ""], body }) => {
      const { alias: _, ...settings } = body;
      const address = `provider.${provider}`;
      return { place: `${file}, ${address}`, address, provider, type: "", kind: "provider" as const, body: settings };
    }),
    ...typed("resource", "resource_schemas"),
    ...typed("data", "data_source_schemas"),
    ...typed("ephemeral", "ephemeral_resource_schemas"),
  ];
}

function typedBlock({ file, labels, body }: HclBlock, word: string, kind: ProviderBlock["kind"]): ProviderBlock {
  const [type = "", name] = labels;
  const named = /^\$\{(\w+)/.exec(String(body.provider ?? ""))?.[1];
  const address = [...(word === "resource" ? [] : [word]), type, name].join(".");
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !META_ARGUMENTS.has(key)));
  return { place: `${file}, ${address}`, address, provider: named ?? type.split("_")[0] ?? "", type, kind, body: own };
}

/** What OpenTofu itself takes in every block, whoever provides it. */
const META_ARGUMENTS: ReadonlySet<string> = new Set(["count", "depends_on", "for_each", "lifecycle", "provider"]);

/** Source of each provider, by its local name. */
function requiredProviders(files: ReadonlyMap<string, HclBody>): ReadonlyMap<string, string> {
  const lists = blocksOf(files, "terraform", 0).flatMap(
    ({ body }) => (body.required_providers ?? []) as readonly Readonly<Record<string, { readonly source: string }>>[],
  );
  return new Map(lists.flatMap(list => Object.entries(list).map(([name, { source }]) => [name, source] as const)));
}

function bodyFaults(body: HclBody, { attributes = {}, block_types = {} }: BlockSchema, place: string): string[] {
  const { dynamic = {}, ...written } = body;
  const generated = Object.entries(dynamic as Readonly<Record<string, readonly HclBody[]>>);
  const known = { ...attributes, ...block_types };
  const missing = Object.entries(attributes)
    .filter(([name, { required }]) => required === true && written[name] === undefined)
    .map(([name]) => `${place}.${name}: it is required, and missing`);
  return [
    ...missing,
    ...Object.entries(written).flatMap(([name, value]) => {
      const at = `${place}.${name}`;
      const [attribute, nested] = [attributes[name], block_types[name]];
      if (attribute !== undefined) return attributeFaults(value, attribute, at);
      if (nested !== undefined) return blockFaults(value, nested, at);
      return [`${at}: there is no such argument${nearest(name, known)}`];
    }),
    ...generated.flatMap(([name, bodies]) => {
      const nested = block_types[name];
      if (nested === undefined) return [`${place}.${name}: there is no such block${nearest(name, block_types)}`];
      return bodies.flatMap(({ content }) => blockFaults(content, nested, `${place}.${name}`));
    }),
    ...Object.entries(block_types)
      .filter(
        ([name, { min_items = 0 }]) =>
          min_items > 0 && written[name] === undefined && !Object.hasOwn(dynamic as object, name),
      )
      .map(([name]) => `${place}.${name}: this block is required, and missing`),
  ];
}

function blockFaults(value: unknown, { block, max_items }: NestedBlock, place: string): string[] {
  if (!Array.isArray(value)) return [`${place}: it is a block, write "${lastOf(place)} {", without "="`];
  const tooMany = max_items !== undefined && value.length > max_items;
  return [
    ...(tooMany ? [`${place}: there are ${value.length}, and at most ${max_items} may be`] : []),
    ...value.flatMap(body => bodyFaults(body as HclBody, block, place)),
  ];
}

function attributeFaults(
  value: unknown,
  { type, nested_type, required, optional }: AttributeSchema,
  place: string,
): string[] {
  if (required !== true && optional !== true) return [`${place}: the provider sets it, it cannot be written`];
  if (isExpression(value)) return [];
  if (nested_type === undefined)
    return type === undefined || fits(value, type) ? [] : [`${place}: it is not a ${nameOf(type)}`];
  const bodies = bodiesIn(value, nested_type.nesting_mode);
  if (bodies === undefined)
    return [`${place}: it is an argument, write "${lastOf(place)} = ${SAMPLES[nested_type.nesting_mode]}"`];
  return bodies.flatMap(body => bodyFaults(body, nested_type, place));
}

const SAMPLES: Readonly<Record<NestedType["nesting_mode"], string>> = {
  single: "{ ... }",
  list: "[{ ... }]",
  set: "[{ ... }]",
  map: "{ name = { ... } }",
};

function lastOf(place: string): string {
  return place.split(".").at(-1) ?? place;
}

/** Whether a value is known only when it is evaluated. */
function isExpression(value: unknown): boolean {
  return value === null || (typeof value === "string" && /^\$\{.*\}$/s.test(value));
}

function fits(value: unknown, type: TypeSchema): boolean {
  if (type === "dynamic") return true;
  if (type === "string") return ["string", "number", "boolean"].includes(typeof value);
  if (type === "number") return typeof value === "number";
  if (type === "bool") return typeof value === "boolean";
  return ["map", "object"].includes(type[0]) ? isFields(value) : Array.isArray(value);
}

function nameOf(type: TypeSchema): string {
  return typeof type === "string" ? type : type[0];
}

function bodiesIn(value: unknown, nesting: NestedType["nesting_mode"]): readonly HclBody[] | undefined {
  if (nesting === "single") return isFields(value) ? [value] : undefined;
  const items = nesting === "map" && isFields(value) ? Object.values(value) : value;
  return Array.isArray(items) ? items.filter(isFields) : undefined;
}

function isFields(value: unknown): value is HclBody {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nearest(name: string, known: Readonly<Record<string, unknown>> | undefined): string {
  const names = Object.keys(known ?? {});
  return names.length === 0 ? "" : `, write "${closest(name, names)}", the nearest one`;
}
