import type { Found } from "./source.ts";

/** A variable that is set and empty counts as not set. */
export function fromEnvironment(name: string): Found {
  const variable = variableOf(name);
  const value = process.env[variable];
  return value ? { value } : { reason: `the environment: ${variable} is not set` };
}

/** Variable of the environment that holds a secret: `LAB_TOFU_PASSPHRASE` for `tofu/passphrase`. */
export function variableOf(name: string): string {
  return `LAB_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
}
