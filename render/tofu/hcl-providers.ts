import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A provider that the HCL of a stack requires. */
export interface HclProvider {
  /** `cloudflare/cloudflare` */
  readonly source: string;
  /** `~> 5.22` */
  readonly version: string;
}

/** The providers that a folder's `providers.tf` requires, in its order. It must be formatted as `tofu fmt` does. */
export function hclProviders(folder: string): HclProvider[] {
  const file = join(folder, "providers.tf");
  if (!existsSync(file)) return [];
  const required = readFileSync(file, "utf8").matchAll(/^ {6}source\s+= "([^"]+)"\n {6}version\s+= "([^"]+)"$/gm);
  return [...required].map(([, source = "", version = ""]) => ({ source, version }));
}
