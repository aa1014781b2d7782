import { Command, InvalidArgumentError } from "commander";
import { recoverLab } from "../recover/recover-lab.ts";
import { onLab } from "../up/on-lab.ts";

export const command = new Command("recover")
  .description(
    "Brings the lab back after a power cut: finds out where the chain from the hosts to the apps is broken, waits for what " +
      "mends itself, mends what does not, and looks again, until all is well. It never does unasked what could lose data: for " +
      "that it wants the name of what it is about typed.",
  )
  .option("--cluster <name>", "recover this cluster (default: the first)")
  .option("--limit <minutes>", "end after this time, whatever is still wrong", minutes, 120)
  .addHelpText(
    "after",
    "\nWhat it saw and did lies in a log without secrets, whose name it prints. The key that opens Vault, where no host does\n" +
      "it, is secret vault/unseal-key: LAB_VAULT_UNSEAL_KEY, what the command in LAB_SECRET_COMMAND prints, or a question.\n" +
      "\nIt locks every host while it runs; where another command works, it names that and stops.\n" +
      "\nExit codes: 0 all is well, 1 something is still wrong, 2 wrong use or cannot run, 3 a person has to decide or do something.",
  )
  .action(async ({ cluster, limit }: { cluster?: string; limit: number }) => {
    const lock = { command: "lab recover", takes: "all" } as const;
    process.exitCode = await onLab({ cluster, say: console.error, lock }, lab => recoverLab(lab, limit * 60));
  });

function minutes(text: string): number {
  const count = Number(text);
  if (Number.isFinite(count) && count > 0) return count;
  throw new InvalidArgumentError("Write a number of minutes, such as 60.");
}
