import { Command } from "commander";
import { freshCluster } from "../../tofu/fresh-cluster.ts";
import { stackNamed } from "../../tofu/stack-named.ts";
import { stackSecrets } from "../../tofu/stack-secrets.ts";
import { stackWork, titleOf } from "../../tofu/stack-work.ts";
import { unlock } from "../../tofu/unlock.ts";

export const unlockCommand = new Command("unlock")
  .summary("take away the lock that a dead run left on a state")
  .description(
    "Takes away the lock that a dead run left on the state of a stack. The error that it causes says who holds it, since " +
      "when, and its number: be sure that that run is dead, for two at once can lose what one of them made.",
  )
  .argument("<stack>", "a folder of platform/tofu, such as vault")
  .argument("<lock>", "number of the lock")
  .option("--cluster <name>", "the stack of this cluster (default: the first)")
  .action(async (name: string, lock: string, options: { cluster?: string }) => {
    if (!/^\d+$/.test(lock)) throw new Error(`Cannot unlock: "${lock}" is no number of a lock, take it from the error`);
    const { cluster } = await freshCluster(options.cluster);
    const stack = stackNamed(cluster, name);
    const secrets = (await stackSecrets([stack], { onlyState: true })).get(name) ?? {};
    const work = stackWork(cluster, stack, secrets);
    await unlock(work, lock);
    console.log(`Unlocked ${titleOf(work)}`);
  });
