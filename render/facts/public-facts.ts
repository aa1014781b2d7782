import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Outputs } from "../tofu/read-outputs.ts";
import { command, type StackWork, titleOf } from "../tofu/stack-work.ts";
import type { Facts } from "./learned.ts";

/** Output of a stack with the facts that it makes. */
const OUTPUT = "facts";

/** Whether the HCL in a folder says that it makes any: of most stacks the state need not be asked for. */
export function makesFacts(folder: string): boolean {
  const files = readdirSync(folder).filter(name => name.endsWith(".tf"));
  return files.some(name => readFileSync(join(folder, name), "utf8").includes(`output "${OUTPUT}" {`));
}

/**
 * The facts that the outputs of a stack tell; none where it makes none.
 *
 * @throws {Error} when it was not applied yet, and when they are marked as sensitive: what is secret is no fact
 */
export function publicFacts(work: Pick<StackWork, "stack" | "cluster">, outputs: Outputs): Facts {
  if (Object.keys(outputs).length === 0) {
    throw new Error(
      `Cannot learn facts from ${titleOf(work)}: it was not applied yet, run "${command(work, "apply")}"`,
    );
  }
  const output = outputs[OUTPUT];
  if (output === undefined) return {};
  if (!output.sensitive) return output.value as Facts;
  throw new Error(
    `Cannot learn facts from ${titleOf(work)}: its output "${OUTPUT}" is sensitive, write secrets into Vault instead, ` +
      `in platform/tofu/${work.stack}/outputs.tf`,
  );
}
