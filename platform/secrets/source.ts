import { stderr } from "node:process";
import { fromCommand } from "./source-command.ts";
import { fromEnvironment } from "./source-environment.ts";
import { fromPrompt } from "./source-prompt.ts";
import { fromVault } from "./source-vault.ts";

/** What one way to a secret came to: its value, or one clause that says why it has none. */
export type Found = { readonly value: string } | { readonly reason: string };

/**
 * The secret of this name, which a person has and no repository: from the first of these ways that knows it.
 * 1. The environment: `LAB_CLOUDFLARE_TOKEN` for `cloudflare/token`.
 * 2. A command of the user's choice, `LAB_SECRET_COMMAND`, such as `op read op://lab/{name}`.
 * 3. Vault, where it may lie there: `kvv2/data/_lab/cloudflare/token`, key `value`.
 * 4. A question on the terminal, without an echo.
 *
 * @param name `<owner>/<secret>`, such as `tofu/passphrase`
 * @throws {Error} that lists why each of the ways has no value
 */
export async function secret(name: string): Promise<string> {
  return (await secrets([name]))[name] as string;
}

/**
 * Several secrets, by name. Those that neither environment nor command nor Vault know are asked for one after the other.
 *
 * @throws {Error} that names every one that is missing
 */
export async function secrets<Name extends string>(names: readonly Name[]): Promise<Record<Name, string>> {
  for (const name of names) refuseIllegal(name);
  const found: [Name, string][] = [];
  const missing: string[] = [];
  for (const name of new Set(names)) {
    const outcome = await search(name);
    if ("value" in outcome) found.push([name, outcome.value]);
    else missing.push(outcome.reason);
  }
  if (missing.length > 0) throw new Error(missing.join("\n"));
  return Object.fromEntries(found) as Record<Name, string>;
}

/** The last way is a person, who is told what went wrong before. */
async function search(name: string): Promise<Found> {
  const reasons: string[] = [];
  for (const way of [fromEnvironment, fromCommand, fromVault]) {
    const found = await way(name);
    if (found === undefined) continue;
    if ("value" in found) return found;
    reasons.push(found.reason);
  }
  const answer = await fromPrompt(name, () => stderr.write(report(name, reasons)));
  return "value" in answer ? answer : { reason: report(name, [...reasons, answer.reason]).trimEnd() };
}

function report(name: string, reasons: readonly string[]): string {
  return `Cannot find secret "${name}", any one of these ways would do:\n${reasons.map(reason => `  ${reason}\n`).join("")}`;
}

function refuseIllegal(name: string): void {
  if (/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)+$/.test(name)) return;
  throw new Error(`Cannot look for secret "${name}": names are such as "tofu/passphrase", this is a bug`);
}
