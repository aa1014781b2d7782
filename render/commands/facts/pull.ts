import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import type { Cluster } from "../../../clusters/lab.ts";
import { stackFolder } from "../../../platform/naming.ts";
import type { Stack } from "../../../platform/tofu/stack.ts";
import { type Facts, type LearnedFact, learn, learnedFile } from "../../facts/learned.ts";
import { makesFacts, publicFacts } from "../../facts/public-facts.ts";
import { load } from "../../model/load.ts";
import { repositoryFolder } from "../../repository.ts";
import { freshCluster } from "../../tofu/fresh-cluster.ts";
import { readOutputs } from "../../tofu/read-outputs.ts";
import { stackNamed, stacksOf } from "../../tofu/stack-named.ts";
import { stackSecrets } from "../../tofu/stack-secrets.ts";
import { stackWork } from "../../tofu/stack-work.ts";

export const pullCommand = new Command("pull")
  .summary("write down what an apply has made")
  .description(
    "Reads the public facts in the states of stacks and writes them into clusters/<cluster>/learned.json, from where every " +
      "rendering takes them. Nothing is written when the lab would not be right with them.",
  )
  .argument("[stack...]", "only of these (default: all that make facts)")
  .option("--cluster <name>", "the stacks of this cluster (default: the first)")
  .option("--json", "print what changed as JSON")
  .action(async (names: string[], { cluster: wanted, json }: { cluster?: string; json?: true }) => {
    const { cluster } = await freshCluster(wanted);
    const stacks = names.length === 0 ? factMakers(cluster) : names.map(name => stackNamed(cluster, name));
    const secrets = await stackSecrets(stacks, { onlyState: true });
    const facts: Facts[] = [];
    for (const stack of stacks) {
      const work = stackWork(cluster, stack, secrets.get(stack.name) ?? {});
      facts.push(publicFacts(work, await readOutputs(work)));
    }
    const changes = await write(cluster.name, Object.assign({}, ...facts));
    console.log(json ? JSON.stringify(changes) : lines(cluster.name, changes).join("\n"));
  });

function factMakers(cluster: Cluster): Stack[] {
  return stacksOf(cluster).filter(({ name }) => makesFacts(join(repositoryFolder, stackFolder(name))));
}

async function write(cluster: string, facts: Facts): Promise<readonly LearnedFact[]> {
  const { clusters } = await load(repositoryFolder);
  const file = join(repositoryFolder, learnedFile(cluster));
  const { text, changes } = learn(clusters, cluster, existsSync(file) ? readFileSync(file, "utf8") : undefined, facts);
  if (changes.length > 0) {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }
  return changes;
}

function lines(cluster: string, changes: readonly LearnedFact[]): string[] {
  if (changes.length === 0) return [`Nothing is new: ${cluster} knows every fact that its stacks make`];
  return [
    ...changes.map(({ field, before, after }) => `${field}: ${shown(before)} → ${shown(after)}`),
    `Wrote ${learnedFile(cluster)}: run "npm start", and commit both`,
  ];
}

function shown(value: unknown): string {
  return value === undefined ? "not known" : JSON.stringify(value);
}
