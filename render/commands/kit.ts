import { existsSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { kitPage } from "../kit/kit-page.ts";
import { gatherKitSecrets } from "../kit/kit-secrets.ts";
import { onLab } from "../up/on-lab.ts";

export const command = new Command("kit")
  .description(
    "Writes the break-glass kit: addresses, the order of recovery, where each key is and how a backup is opened without " +
      "this repository. For paper, or a stick in a drawer.",
  )
  .argument("<file>", "the page is written here, readable by you alone; it must not exist yet")
  .option("--cluster <name>", "of this cluster (default: the first)")
  .option("--with-secrets", "write the secrets that hosts keep and the cluster's kubeconfig on it, after a question")
  .action(async (file: string, options: { cluster?: string; withSecrets?: true }) => {
    if (existsSync(file)) throw new Error(`Cannot write ${file}: it exists, remove it or name another file`);
    await onLab({ cluster: options.cluster, say: console.error }, async lab => {
      const secrets = options.withSecrets ? await gatherKitSecrets(lab, file) : undefined;
      const hosts = [...lab.hosts.values()].map(({ host }) => host);
      writeFileSync(file, `${kitPage(lab.cluster, hosts, secrets)}\n`, { mode: 0o600, flag: "wx" });
    });
    console.log(`Wrote ${file}`);
  });
