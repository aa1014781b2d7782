import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cluster } from "../../../clusters/lab.ts";
import { stackFolder, variablesFile } from "../../../platform/naming.ts";
import { secrets } from "../../../platform/secrets/source.ts";
import type { Stack } from "../../../platform/tofu/stack.ts";
import { repositoryFolder } from "../../repository.ts";
import { applyStack } from "../../tofu/apply-stack.ts";
import { stackNamed } from "../../tofu/stack-named.ts";
import { type StackWork, stackWork } from "../../tofu/stack-work.ts";
import { Danger } from "../danger.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { trustLab } from "./current-cluster.ts";
import { hostNamed } from "./host-named.ts";
import { markOf, setMark } from "./marks.ts";
import { reachVault } from "./reach-vault.ts";
import { vaultToken } from "./vault-token.ts";

/**
 * A stack of OpenTofu, applied as `lab tofu apply` does it, which shows what changes and asks. It counts as done as long as
 * its HCL and its variables are those that were applied last: what somebody changed by hand since is a matter of
 * `lab tofu plan --all`.
 */
export function stackStep(name: string): Step<LabAt> {
  const mark = `stack-${name}`;
  return {
    name: `${name}-stack`,
    does: `applies the stack ${name}`,
    limitSeconds: 1800,
    undo: `lab tofu apply ${name}, of the commit before: its state is in the bucket, with its versions`,
    async check(on) {
      const applied = await markOf(homeOf(on), mark);
      if (applied === digestOf(on.cluster, name)) return [];
      return [`stack "${name}" ${applied === undefined ? "was never applied" : "was applied with something else"}`];
    },
    async do(on) {
      trustLab(on.cluster);
      const stack = stackNamed(on.cluster, name);
      if ("VAULT_TOKEN" in stack.credentials) await reachVault(on, url => apply(on, stack, { VAULT_ADDR: url }));
      else await apply(on, stack, {});
      await setMark(homeOf(on), mark, digestOf(on.cluster, name));
    },
  };
}

async function apply(on: LabAt, stack: Stack, settings: Readonly<Record<string, string>>): Promise<void> {
  const told = await environmentOf(on, stack);
  const work = (stack: Stack): StackWork => {
    const usual = stackWork(on.cluster, stack, told);
    return { ...usual, settings: { ...usual.settings, ...settings } };
  };
  const needs = stack.needs.map(need => work(stackNamed(on.cluster, need)));
  const refusal = await applyStack(work(stack), { needs, ask: on.ask, yes: on.yes === true, say: on.say });
  if (refusal?.status === 3) throw new Danger(refusal.message);
  if (refusal !== undefined) throw new Error(refusal.message);
}

/** Passphrase and credentials: what the lab has made itself, and the rest from the secret source. */
async function environmentOf(on: LabAt, { credentials }: Stack): Promise<Readonly<Record<string, string>>> {
  const known = new Map(homeOf(on).secrets);
  if ("VAULT_TOKEN" in credentials) known.set("vault/token", await vaultToken(on));
  const names = { TF_VAR_state_passphrase: "tofu/passphrase", ...credentials };
  const others = await secrets(Object.values(names).filter(name => !known.has(name)));
  const values = Object.entries(names).map(([variable, name]) => [variable, known.get(name) ?? others[name]]);
  return Object.fromEntries(values) as Record<string, string>;
}

/** Of everything that an apply of a stack depends on, but for secrets. */
function digestOf(cluster: Cluster, name: string): string {
  const folder = join(repositoryFolder, stackFolder(name));
  const files = readdirSync(folder)
    .filter(file => /\.(tf|sql)$/.test(file))
    .sort();
  const texts = files.map(file => readFileSync(join(folder, file), "utf8"));
  const variables = readFileSync(join(repositoryFolder, variablesFile(cluster.name, name)), "utf8");
  return hash("sha256", [...texts, variables].join("\0"));
}

function homeOf(on: LabAt) {
  return hostNamed(on, on.cluster.gitea.node);
}
