import { Command } from "commander";
import { applyCommand } from "./tofu/apply.ts";
import { initCommand } from "./tofu/init.ts";
import { outputCommand } from "./tofu/output.ts";
import { planCommand } from "./tofu/plan.ts";
import { unlockCommand } from "./tofu/unlock.ts";

export const command = new Command("tofu")
  .description(
    "Plans and applies what OpenTofu makes outside of the cluster: the stacks of platform/tofu/, with the variables in " +
      "rendered/<cluster>/tofu/ and the secrets that you have.",
  )
  .addHelpText(
    "after",
    "\nThe passphrase of the states is secret tofu/passphrase: LAB_TOFU_PASSPHRASE, or what the command in\n" +
      'LAB_SECRET_COMMAND prints, such as "op read op://lab/{name}", or a question on the terminal; so are credentials of\n' +
      "providers, which may lie in Vault too. A credential under a provider's own name, such as VAULT_TOKEN, will do.\n" +
      "They reach tofu in its environment and nothing else.\n" +
      "\nExit codes: 0 done, 1 there is something to change, 2 wrong use or cannot run, 3 stopped before data is lost.",
  )
  .addCommand(initCommand)
  .addCommand(planCommand)
  .addCommand(applyCommand)
  .addCommand(outputCommand)
  .addCommand(unlockCommand);
