/** Fields of an object that may hold anything, as what they should be; empty where they are not. */
export function asMapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** JSON of what an object holds, with integers of any size; undefined for nothing. */
export function inJson(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? rawJson(inner.toString()) : inner));
}

/** Newer than the types of TypeScript. */
const rawJson = (JSON as unknown as { readonly rawJSON: (text: string) => unknown }).rawJSON;
