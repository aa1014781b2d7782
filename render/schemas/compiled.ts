import { hash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { userCache } from "../user-cache.ts";
import type { Unreadable } from "./normal-form.ts";
import type { Schema } from "./schema.ts";
import type { Schemas } from "./schemas.ts";

/**
 * Schemas as they lie on disk: a line that says where each of them is, and then all of them. One is read when it is
 * asked for, for a lab uses a tenth of what is published.
 */
export class Compiled {
  readonly unreadable: readonly Unreadable[];
  readonly #places: Heading["places"];
  readonly #bodies: Buffer;
  readonly #schemas = new Map<string, Schema>();

  /** @param content as `serialize()` gives it */
  constructor(content: Buffer) {
    const end = content.indexOf("\n");
    const { unreadable, places } = JSON.parse(content.toString("utf8", 0, end)) as Heading;
    this.unreadable = unreadable;
    this.#places = places;
    this.#bodies = content.subarray(end + 1);
  }

  /** Every kind, such as `apps/v1 Deployment`. */
  get kinds(): readonly string[] {
    return Object.keys(this.#places).filter(name => name.includes(" "));
  }

  /** Of a kind, or the definition of this name. */
  schema(name: string): Schema | undefined {
    const known = this.#schemas.get(name);
    if (known !== undefined || !Object.hasOwn(this.#places, name)) return known;
    const [from, to] = this.#places[name] ?? [0, 0];
    const schema = JSON.parse(this.#bodies.toString("utf8", from, to)) as Schema;
    this.#schemas.set(name, schema);
    return schema;
  }
}

interface Heading {
  readonly unreadable: readonly Unreadable[];
  /** First byte of each, and the one after its last. */
  readonly places: Readonly<Record<string, readonly [from: number, to: number]>>;
}

export function serialize({ schemas, unreadable }: Schemas): Buffer {
  const places: Record<string, readonly [number, number]> = {};
  const bodies: Buffer[] = [];
  let length = 0;
  for (const [name, schema] of schemas) {
    const body = Buffer.from(JSON.stringify(schema));
    places[name] = [length, length + body.length];
    bodies.push(body);
    length += body.length;
  }
  const heading: Heading = { unreadable, places };
  return Buffer.concat([Buffer.from(`${JSON.stringify(heading)}\n`), ...bodies]);
}

/** What lies under a key in the cache of the user; undefined where there is nothing, or not what was written. */
export function readCompiled(key: string): Compiled | undefined {
  try {
    const content = readFileSync(fileOf(key));
    const payload = content.subarray(DIGEST_LENGTH);
    return hash("sha256", payload) === content.toString("latin1", 0, DIGEST_LENGTH) ? new Compiled(payload) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it; where that is not possible it is made again the next time. */
export function writeCompiled(key: string, payload: Buffer): void {
  try {
    const file = fileOf(key);
    mkdirSync(userCache("schemas"), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, Buffer.concat([Buffer.from(hash("sha256", payload)), payload]));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // a read-only or full disk
  }
}

/** Hexadecimal SHA-256. */
const DIGEST_LENGTH = 64;

function fileOf(key: string): string {
  return join(userCache("schemas"), key);
}
