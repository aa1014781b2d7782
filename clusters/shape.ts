import { closest } from "fastest-levenshtein";
import { type Fault, quote, quoteAll } from "./fault.ts";
import type { Cluster } from "./lab.ts";

/** A fault of form. */
export interface Misfit extends Fault {
  /** Whether rules that read the field would break on it: it is missing, or of another type. */
  readonly isBroken: boolean;
}

/**
 * Fields that are missing, of another type, unknown, or not one of the values that `lab.ts` allows. Node drops types
 * unread, so this is what an edit meets that was run before it was type checked.
 */
export function checkShape(cluster: Cluster): Misfit[] {
  return misfits(clusterShape, cluster, "");
}

type Primitive = "string" | "number" | "boolean";
type Fields = { readonly [field: string]: Shape | { readonly $optional: Shape } };

/** A key with `$` is a mark, no field: a choice, a list, a record with keys of one's own, a field that may be absent. */
type Shape =
  | Primitive
  | { readonly $oneOf: readonly string[] }
  | { readonly $list: Shape }
  | { readonly $each: Shape }
  | Fields;

/** The shape of a type: does not compile where it and `lab.ts` name other fields. */
type ShapeOf<T> = [T] extends [boolean]
  ? "boolean"
  : [T] extends [number]
    ? "number"
    : [T] extends [string]
      ? string extends T
        ? "string"
        : { readonly $oneOf: readonly T[] }
      : T extends readonly (infer Item)[]
        ? { readonly $list: ShapeOf<Item> }
        : string extends keyof T
          ? { readonly $each: ShapeOf<T[keyof T]> }
          : FieldsOf<T>;

type FieldsOf<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? { readonly $optional: ShapeOf<Exclude<T[K], undefined>> }
    : ShapeOf<T[K]>;
};

const clusterShape: ShapeOf<Cluster> = {
  name: "string",
  domain: "string",
  environments: {
    $each: {
      sync: { automated: "boolean", prune: "boolean", selfHeal: "boolean" },
      quota: {
        $optional: { cpuMillicores: "number", memoryMebibytes: "number", storageGibibytes: "number", pods: "number" },
      },
    },
  },
  nodes: {
    $each: {
      model: "string",
      architecture: { $oneOf: ["arm64", "amd64"] },
      instructionSet: { $oneOf: ["armv8.0-a", "armv8.2-a", "x86-64-v2"] },
      address: "string",
      role: { $oneOf: ["server", "agent"] },
      cpuMillicores: "number",
      memoryMebibytes: "number",
      reservedMemoryMebibytes: "number",
      reservedCpuMillicores: "number",
      diskGibibytes: "number",
      disks: { $list: { $oneOf: ["longhorn", "services"] } },
    },
  },
  networks: { lan: "string", pods: "string", services: "string" },
  hosts: {
    user: "string",
    jump: { $optional: "string" },
    timeZone: "string",
    timeServers: { $list: "string" },
    resolvers: { $list: "string" },
    downloads: { $optional: "string" },
    backups: { $optional: "string" },
    ups: { $optional: { node: "string", driver: "string" } },
  },
  gitea: {
    node: "string",
    host: "string",
    organisation: "string",
    repository: "string",
    mirrors: { $optional: { $each: "string" } },
    offsite: { $optional: "string" },
  },
  postgres: { node: "string", port: "number" },
  vault: {
    host: "string",
    unseal: { $oneOf: ["kms", "timer", "hand"] },
    sealedToleranceDays: "number",
    kms: { $optional: { project: "string", location: "string", keyRing: "string", key: "string" } },
  },
  storage: {
    classes: { $each: { replicas: "number", locality: { $oneOf: ["disabled", "best-effort", "strict-local"] } } },
    defaultClass: "string",
  },
  stepCa: { node: "string", host: "string", rootCertificate: { $optional: "string" } },
  pihole: { node: "string" },
  ollama: { $optional: { node: "string" } },
  buckets: { state: "string", longhornBackups: "string", hostBackups: "string" },
  zone: {
    $optional: {
      name: "string",
      registrar: { $oneOf: ["ovh"] },
      dns: { $oneOf: ["cloudflare"] },
      acmeDomain: "string",
      acmeEmail: "string",
      tunnelId: { $optional: "string" },
      turnstileSiteKey: { $optional: "string" },
      nameServers: { $optional: { $list: "string" } },
      mail: {
        $optional: {
          provider: { $oneOf: ["zoho"] },
          mx: { $list: { host: "string", preference: "number" } },
          verification: { $optional: "string" },
          spfIncludes: { $list: "string" },
          dkim: { selector: "string", value: { $optional: "string" } },
          dmarc: { policy: { $oneOf: ["none", "quarantine", "reject"] }, reports: "string" },
          bimi: { $optional: { logo: "string", certificate: { $optional: "string" } } },
          aliases: { $each: "string" },
        },
      },
    },
  },
  alerts: {
    receiver: { $oneOf: ["mail", "ntfy", "webhook"] },
    mail: { $optional: { to: "string", from: "string", smarthost: "string" } },
  },
  tools: { $list: "string" },
  versions: {
    $each: {
      version: "string",
      source: "string",
      sha256: { $optional: { of: "string", arm64: { $optional: "string" }, amd64: { $optional: "string" } } },
    },
  },
};

function misfits(shape: Shape, value: unknown, field: string): Misfit[] {
  if (typeof shape === "string") return typeof value === shape ? [] : [wrongType(field, value, shape)];
  if ("$oneOf" in shape) return choice(shape.$oneOf as readonly string[], value, field);
  if ("$list" in shape) return items(shape.$list as Shape, value, field);
  if (!isRecord(value)) return [wrongType(field, value, "group of fields")];
  if ("$each" in shape) return entries(shape.$each as Shape, value, field);
  return [...knownFields(shape, value, field), ...unknownFields(shape, value, field)];
}

function choice(values: readonly string[], value: unknown, field: string): Misfit[] {
  if (typeof value !== "string") return [wrongType(field, value, "string")];
  if (values.includes(value)) return [];
  const remedy = `write ${quote(closest(value, values))}, the nearest of ${quoteAll(values)}`;
  return [{ field, problem: `${quote(value)} is not known here`, remedy, isBroken: false }];
}

function items(shape: Shape, value: unknown, field: string): Misfit[] {
  if (!Array.isArray(value)) return [wrongType(field, value, "list")];
  return value.flatMap((item, index) => misfits(shape, item, `${field}[${index}]`));
}

function entries(shape: Shape, value: Readonly<Record<string, unknown>>, field: string): Misfit[] {
  return Object.entries(value).flatMap(([key, entry]) => misfits(shape, entry, join(field, key)));
}

function knownFields(shape: Fields, value: Readonly<Record<string, unknown>>, field: string): Misfit[] {
  return Object.entries(shape).flatMap(([key, inner]) => {
    if (typeof inner === "string" || !("$optional" in inner)) return misfits(inner, value[key], join(field, key));
    return value[key] === undefined ? [] : misfits(inner.$optional as Shape, value[key], join(field, key));
  });
}

function unknownFields(shape: Fields, value: Readonly<Record<string, unknown>>, field: string): Misfit[] {
  const known = Object.keys(shape);
  return Object.keys(value)
    .filter(key => !known.includes(key))
    .map(key => ({
      field: join(field, key),
      problem: `${quote(key)} is not a field of clusters/lab.ts`,
      remedy: `write ${quote(closest(key, known))}, the nearest one, or remove it`,
      isBroken: false,
    }));
}

function wrongType(field: string, value: unknown, type: string): Misfit {
  if (value === undefined) return { field, problem: "it is missing", remedy: `add it, a ${type}`, isBroken: true };
  return { field, problem: `${quote(value)} is not a ${type}`, remedy: `write a ${type}`, isBroken: true };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(field: string, key: string): string {
  return field === "" ? key : `${field}.${key}`;
}
