import { existsSync, globSync, readFileSync } from "node:fs";
import { missingPrograms } from "../program/program.ts";
import { howToGet } from "../program/program-origins.ts";

/**
 * Why stacks with these providers cannot be applied on this machine: current providers come from a mirror, which the
 * settings of OpenTofu name, or not at all.
 *
 * @param providers such as `go-gitea/gitea`
 * @returns undefined where they can
 * @see https://opentofu.org/docs/cli/config/config-file/#provider-installation
 */
export function whyNoProviders(...providers: readonly string[]): string | undefined {
  const missing = missingPrograms(["tofu"]);
  if (missing.length > 0) return howToGet(missing).join(", ");
  const settings = process.env.TF_CLI_CONFIG_FILE;
  if (settings === undefined || !existsSync(settings)) {
    return `TF_CLI_CONFIG_FILE names no file, make one with a filesystem_mirror that has ${providers.join(", ")}`;
  }
  const [, mirror = ""] = /filesystem_mirror\s*\{[^}]*?path\s*=\s*"([^"]+)"/.exec(readFileSync(settings, "utf8")) ?? [];
  const absent = providers.filter(provider => globSync(`*/${provider}/*`, { cwd: mirror }).length === 0);
  return absent.length === 0
    ? undefined
    : `the mirror that ${settings} names has no ${absent.join(", ")}, put it there`;
}
