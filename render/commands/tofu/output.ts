import { Command } from "commander";
import { freshCluster } from "../../tofu/fresh-cluster.ts";
import { readOutputs } from "../../tofu/read-outputs.ts";
import { shownOutputs } from "../../tofu/shown-outputs.ts";
import { stackNamed } from "../../tofu/stack-named.ts";
import { stackSecrets } from "../../tofu/stack-secrets.ts";
import { stackWork } from "../../tofu/stack-work.ts";

export const outputCommand = new Command("output")
  .summary("print the outputs of a stack")
  .description("Prints the outputs of a stack as JSON, by name. A sensitive one is refused: nothing of it is printed.")
  .argument("<stack>", "a folder of platform/tofu, such as cloudflare")
  .argument("[output...]", "only these (default: all that are not sensitive)")
  .option("--cluster <name>", "the stack of this cluster (default: the first)")
  .option("--json", "print JSON, which it does anyway")
  .action(async (name: string, wanted: string[], options: { cluster?: string }) => {
    const { cluster } = await freshCluster(options.cluster);
    const stack = stackNamed(cluster, name);
    const secrets = (await stackSecrets([stack], { onlyState: true })).get(name) ?? {};
    const work = stackWork(cluster, stack, secrets);
    console.log(JSON.stringify(shownOutputs(work, await readOutputs(work), wanted), null, 2));
  });
