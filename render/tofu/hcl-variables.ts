import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A variable that HCL declares. */
export interface HclVariable {
  readonly name: string;
  /** Whether it must be given a value. */
  readonly isRequired: boolean;
  /** File that declares it, in the folder of its stack: `variables.tf`. */
  readonly file: string;
}

/** The variables that the HCL of a folder declares. It must be formatted as `tofu fmt` does. */
export function hclVariables(folder: string): HclVariable[] {
  const files = readdirSync(folder).filter(name => name.endsWith(".tf"));
  return files.sort().flatMap(file => variablesIn(file, readFileSync(join(folder, file), "utf8")));
}

/** A block ends at the first brace that nothing stands before, and what is its own is indented by two. */
function variablesIn(file: string, text: string): HclVariable[] {
  const blocks = text.matchAll(/^variable "([^"]+)" \{(?:\}|$([\s\S]*?)^\})/gm);
  return [...blocks].map(([, name = "", body = ""]) => ({ name, isRequired: !/^ {2}default\s+=/m.test(body), file }));
}
