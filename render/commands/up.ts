import { Command } from "commander";
import { notFound } from "../model/named.ts";
import { bringUp } from "../up/bring-up.ts";
import { chooseItems } from "../up/choose-items.ts";
import { freshLab } from "../up/fresh-lab.ts";
import { sequence, sequenceOfHosts } from "../up/sequence.ts";

interface Options {
  readonly cluster?: string;
  readonly from?: string;
  readonly only?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly trustNewHosts?: true;
}

const STEPS = [...new Set(sequence.map(({ step }) => step.name))];

export const command = new Command("up")
  .description(
    "Brings hosts to what rendered/<cluster>/hosts says, and the lab on them to what the repository says, step by step. A " +
      "step looks whether it is done before it does anything: run it again at any time, and wherever it was stopped.",
  )
  .argument("[nodes...]", "only what makes these hosts nodes of the cluster (default: all of them, then the lab)")
  .option("--cluster <name>", "the hosts of this cluster (default: the first)")
  .option("--from <step>", "leave out what comes before this step")
  .option("--only <step>", "take only this step, such as k3s")
  .option("--dry-run", "look, show what would change, and change nothing; exits with 1 when something would")
  .option("--yes", "apply without a question what destroys nothing")
  .option("--trust-new-hosts", "trust the key of a host that was never seen without a question")
  .addHelpText(
    "after",
    `\nSteps: ${STEPS.join(", ")}\n` +
      "\nIt goes by the system's ssh, with your agent and your ~/.ssh/config, or the file that LAB_SSH_CONFIG names. Where\n" +
      "sudo wants a password, it is secret hosts/sudo: LAB_HOSTS_SUDO, or what the command in LAB_SECRET_COMMAND prints, or\n" +
      "a question on the terminal. Vault's first keys go to the standard input of the command in LAB_KEYS_COMMAND, or are shown\n" +
      "once.\n" +
      "\nTwo runs at once may work on different hosts. Each host is locked for as long as a run works on it, and the server of\n" +
      "the cluster from the step on that needs it; who is late is told who has it. A lock ends with the run's connection.\n" +
      "\nExit codes: 0 done, 1 something would change, 2 wrong use or cannot run, 3 stopped before a danger.",
  )
  .action(async (nodes: readonly string[], options: Options) => {
    const items = chooseItems(nodes.length === 0 ? sequence : sequenceOfHosts, options);
    const lab = await freshLab(options.cluster);
    const names = Object.keys(lab.cluster.nodes);
    const unknown = nodes.find(node => !names.includes(node));
    if (unknown !== undefined) throw new Error(notFound("node", unknown, names));
    process.exitCode = await bringUp({
      ...lab,
      names: nodes.length === 0 ? names : nodes,
      items,
      isDryRun: options.dryRun === true,
      yes: options.yes === true,
      trustsNewHosts: options.trustNewHosts === true,
      command: ["lab up", ...nodes].join(" "),
      goOn: step => ["npx lab up", ...nodes, ...clusterWords(options), "--from", step].join(" "),
    });
  });

function clusterWords({ cluster }: Options): string[] {
  return cluster === undefined ? [] : ["--cluster", cluster];
}
