import { Command } from "commander";
import pc from "picocolors";
import { defaultBase, treeAt } from "../git/committed-tree.ts";
import { namesOf, refuseUnknown } from "../model/named.ts";
import { renderDeployed } from "../render-repository.ts";
import { repositoryFolder } from "../repository.ts";
import { changeLines } from "../terminal/change-lines.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import { compare } from "../tree/compare.ts";
import { isOfUnits } from "../tree/unit-changes.ts";
import { isGuidebook, isOfUnit } from "../tree/unit-paths.ts";

export const command = new Command("neutral")
  .description(
    "Proves that a change of the machinery changes nothing that is deployed: a fresh render equals rendered/ of a\n" +
      "commit, byte for byte, but for the units that are named and the guidebook. Exits with 1 and the list when something else changed.",
  )
  .argument(
    "[unit...]",
    "units that may change, with their Application, their project and their entries in variables of stacks",
  )
  .option("--base <revision>", "commit to compare with (default: main as last fetched, else main)")
  .action(async (units: string[], { base }: { base?: string }) => {
    process.exitCode = await run(units, base ?? (await requiredBase()));
  });

async function requiredBase(): Promise<string> {
  const base = await defaultBase(repositoryFolder);
  if (base === undefined) throw new Error("Cannot prove neutrality: there is no main here, name a commit with --base");
  return base;
}

async function run(units: readonly string[], base: string): Promise<number> {
  const { tree, findings } = await renderDeployed();
  if (hasErrors(findings)) {
    console.log(findingLines(findings).join("\n"));
    return 1;
  }
  const { commit, tree: committed } = await treeAt(repositoryFolder, base, tree);
  refuseUnknown(namesOf([...tree.keys(), ...committed.keys()]), undefined, units);
  const changes = compare(committed, tree).filter(change => !isOfUnits(change, units) && !isGuidebook(change.path));
  if (changes.length > 0) {
    console.log([...changeLines(changes), "", pc.red(`Not neutral against ${base} (${commit})`)].join("\n"));
    return 1;
  }
  const isOwn = (path: string) => isGuidebook(path) || units.some(unit => isOfUnit(path, unit));
  const compared = [...new Set([...tree.keys(), ...committed.keys()])].filter(path => !isOwn(path)).length;
  console.log(`Neutral: ${compared} files are as in ${base} (${commit})`);
  return 0;
}
