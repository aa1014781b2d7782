import { Command } from "commander";
import { applyStack } from "../../tofu/apply-stack.ts";
import { ask } from "../../tofu/ask.ts";
import { freshCluster } from "../../tofu/fresh-cluster.ts";
import { stackNamed } from "../../tofu/stack-named.ts";
import { stackSecrets } from "../../tofu/stack-secrets.ts";
import { stackWork } from "../../tofu/stack-work.ts";

export const applyCommand = new Command("apply")
  .summary("apply a stack, after a look at what that changes")
  .description(
    "Plans a stack, shows what that changes, asks, and applies just that. What no apply brings back, such as a database, " +
      "goes only when its name is typed on the terminal; otherwise nothing is applied, and the exit code is 3.",
  )
  .argument("<stack>", "a folder of platform/tofu, such as vault")
  .option("--cluster <name>", "the stack of this cluster (default: the first)")
  .option("--yes", "apply without a question what destroys nothing")
  .action(async (name: string, options: { cluster?: string; yes?: true }) => {
    const { cluster, refuseStale } = await freshCluster(options.cluster);
    const stack = stackNamed(cluster, name);
    const needs = stack.needs.map(need => stackNamed(cluster, need));
    refuseStale([stack]);
    const secrets = (await stackSecrets([stack], { onlyState: false })).get(name) ?? {};
    const refusal = await applyStack(stackWork(cluster, stack, secrets), {
      needs: needs.map(need => stackWork(cluster, need, secrets)),
      ask,
      yes: options.yes === true,
      say: console.log,
    });
    if (refusal === undefined) return;
    console.error(refusal.message);
    process.exitCode = refusal.status;
  });
