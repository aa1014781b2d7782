import { Command } from "commander";
import { freshCluster } from "../../tofu/fresh-cluster.ts";
import { initialise } from "../../tofu/initialise.ts";
import { stackNamed } from "../../tofu/stack-named.ts";
import { stackSecrets } from "../../tofu/stack-secrets.ts";
import { stackWork, titleOf } from "../../tofu/stack-work.ts";

export const initCommand = new Command("init")
  .summary("fetch the providers of a stack, and connect it with its state")
  .description(
    "Fetches the providers of a stack into the cache of your user, and connects it with its state. plan and apply do it " +
      "the first time; afterwards it is for newer providers, and for a state that moved.",
  )
  .argument("<stack>", "a folder of platform/tofu, such as vault")
  .option("--cluster <name>", "the stack of this cluster (default: the first)")
  .option("--upgrade", "take the newest providers that the stack allows")
  .option("--reconfigure", "forget where the state was")
  .action(async (name: string, options: { cluster?: string; upgrade?: true; reconfigure?: true }) => {
    const { cluster, refuseStale } = await freshCluster(options.cluster);
    const stack = stackNamed(cluster, name);
    refuseStale([stack]);
    const secrets = await stackSecrets([stack], { onlyState: true });
    const work = stackWork(cluster, stack, secrets.get(name) ?? {});
    await initialise(work, [
      ...(options.upgrade ? ["-upgrade"] : []),
      ...(options.reconfigure ? ["-reconfigure"] : []),
    ]);
    console.log(`Set up ${titleOf(work)}`);
  });
