import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { program } from "../bed/program/program.ts";

/**
 * HCL as JSON: a block is a list of bodies below its labels, an argument its value, an expression a text such as
 * `${var.zone}`.
 */
export type HclBody = Readonly<Record<string, unknown>>;

/**
 * Reads every `.tf` file of a folder, with the parser that OpenTofu has too. State and plans are not read, so that none of
 * it needs a password, a provider or a network.
 *
 * @returns by name of the file
 * @throws {Error} with what the parser says, such as the line of a brace that is missing
 */
export async function readHcl(folder: string): Promise<ReadonlyMap<string, HclBody>> {
  const [file, ...words] = program("hcl2json");
  const names = readdirSync(folder).filter(name => name.endsWith(".tf"));
  const bodies = names.map(async name => {
    const { stdout } = await run(file, [...words, join(folder, name)], { maxBuffer: 1 << 24 });
    return [name, JSON.parse(stdout) as HclBody] as const;
  });
  return new Map(await Promise.all(bodies));
}

const run = promisify(execFile);

/** Every block of a kind, with its labels: `resource`, `["vault_mount", "kv"]`. */
export function blocksOf(files: ReadonlyMap<string, HclBody>, kind: string, labels: number): HclBlock[] {
  return [...files].flatMap(([file, body]) => below(body[kind], labels).map(block => ({ file, ...block })));
}

export interface HclBlock {
  readonly file: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
}

function below(node: unknown, labels: number): Omit<HclBlock, "file">[] {
  if (node === undefined) return [];
  if (labels === 0) return (node as readonly HclBody[]).map(body => ({ labels: [], body }));
  return Object.entries(node as HclBody).flatMap(([label, inner]) =>
    below(inner, labels - 1).map(block => ({ ...block, labels: [label, ...block.labels] })),
  );
}
