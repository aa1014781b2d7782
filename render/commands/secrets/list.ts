import { Command } from "commander";
import { originWords } from "../../secrets/origin-words.ts";
import { type ClusterSecrets, secretsOfCluster } from "../../secrets/secrets-of-cluster.ts";
import { type Status, statusOf, unknown } from "../../secrets/status.ts";
import { reasonLines, statusLines, statusTotals } from "../../secrets/status-lines.ts";

export const listCommand = new Command("list")
  .summary("what there is to be, and what there is")
  .description(
    "Lists every secret: whether Vault has it and all of its keys, since when, who reads it, and where each key comes " +
      "from. Exits with 1 when something is missing, and with 2 when Vault, or Gitea for what lies there, could not be " +
      "asked.",
  )
  .option("--cluster <name>", "of this cluster (default: the first)")
  .option("--json", "print the list as JSON")
  .action(async ({ cluster, json }: { cluster?: string; json?: true }) => {
    const secrets = await secretsOfCluster(cluster);
    const statuses = await look(secrets);
    if (json) console.log(JSON.stringify(statuses.map(status => plain(secrets.cluster.name, status))));
    else console.log([...statusLines(statuses, new Date()), "", statusTotals(statuses)].join("\n"));
    for (const line of reasonLines(statuses)) console.error(line);
    process.exitCode = exitCode(statuses);
  });

/** Without anybody who may ask Vault, the list is all the same a list. */
async function look({ needs, open }: ClusterSecrets): Promise<Status[]> {
  try {
    return await statusOf(needs, await open());
  } catch (error) {
    return needs.map(need => unknown(need, error));
  }
}

function plain(cluster: string, { need, state, missing, written, reason }: Status) {
  const keys = Object.entries(need.keys ?? {}).map(([key, origin]) => [
    key,
    { origin: originWords(origin), ...(state !== "unknown" && { isPresent: !missing.includes(key) }) },
  ]);
  const { path, readers } = need;
  return { cluster, path, state, keys: Object.fromEntries(keys), readers, written, reason };
}

function exitCode(statuses: readonly Status[]): number {
  if (statuses.some(({ state }) => state === "absent" || state === "incomplete")) return 1;
  return statuses.some(({ state }) => state === "unknown") ? 2 : 0;
}
