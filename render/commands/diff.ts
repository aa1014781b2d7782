import { Command } from "commander";
import { defaultBase, treeAt } from "../git/committed-tree.ts";
import { renderedFolder, repositoryFolder } from "../repository.ts";
import { changeLines, changeTotals } from "../terminal/change-lines.ts";
import { compare } from "../tree/compare.ts";
import { readTree } from "../tree/read.ts";

export const command = new Command("diff")
  .description(
    "Shows what rendered/ on disk changes against a commit, per Application and object: create, update, replace\n" +
      "(Kubernetes refuses the change), prune, keep, orphan, move.",
  )
  .option("--base <revision>", "commit to compare with (default: main as last fetched, else main, else HEAD)")
  .option("--json", "print the changes as JSON")
  .action(async (options: { base?: string; json?: true }) => {
    const base = options.base ?? (await defaultBase(repositoryFolder)) ?? "HEAD";
    const present = readTree(renderedFolder);
    const { commit, tree } = await treeAt(repositoryFolder, base, present);
    const changes = compare(tree, present);
    if (options.json) console.log(JSON.stringify(changes));
    else if (changes.length === 0) console.log(`Nothing in rendered/ differs from ${base} (${commit})`);
    else console.log([...changeLines(changes), "", changeTotals(changes)].join("\n"));
  });
