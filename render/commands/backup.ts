import { Command } from "commander";
import { backUp } from "../backup/back-up.ts";
import { notFound } from "../model/named.ts";
import { onLab } from "../up/on-lab.ts";

export const command = new Command("backup")
  .description(
    "Makes every backup of the hosts now, as their timers do at night: what lies outside of Longhorn goes, encrypted, to " +
      "the bucket for backups of hosts.",
  )
  .argument("[nodes...]", "only of these hosts (default: of all)")
  .option("--cluster <name>", "hosts of this cluster (default: the first)")
  .addHelpText("after", "\nExit codes: 0 done, 1 a backup failed, 2 wrong use or cannot run.")
  .action(async (nodes: readonly string[], { cluster }: { cluster?: string }) => {
    const done = await onLab({ cluster, say: console.error }, ({ hosts }) => {
      const unknown = nodes.find(node => !hosts.has(node));
      if (unknown !== undefined) throw new Error(notFound("node", unknown, [...hosts.keys()]));
      return backUp([...hosts.values()].filter(({ host }) => nodes.length === 0 || nodes.includes(host.name)));
    });
    for (const { host, unit, failure } of done) console.log(`${host}: ${unit} ${failure ?? "went well"}`);
    if (done.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
  });
