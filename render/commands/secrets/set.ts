import { Command } from "commander";
import { valuesOf } from "../../secrets/input.ts";
import { needAt, secretsOfCluster } from "../../secrets/secrets-of-cluster.ts";
import { refuseUnknownKey, settable, setValues } from "../../secrets/set.ts";
import { standardInput } from "../../secrets/standard-input.ts";

export const setCommand = new Command("set")
  .summary("give a secret the value that only you have")
  .description(
    "Takes a value from the standard input and puts it into Vault, beside the keys that are there. For one key: all of " +
      "the input, without the newline at its end; on a terminal it asks, and shows nothing. Without a key: lines " +
      "key=value, or a JSON object.",
  )
  .addHelpText(
    "after",
    "\n  htpasswd -nB ann | lab secrets set traefik/users users\n  lab secrets set erp/smtp < smtp.env",
  )
  .argument("<path>", "as lab secrets list shows it, such as erp/smtp")
  .argument("[key]", "such as password")
  .option("--cluster <name>", "of this cluster (default: the first)")
  .action(async (path: string, key: string | undefined, { cluster }: { cluster?: string }) => {
    const { needs, open } = await secretsOfCluster(cluster);
    const need = settable(needAt(needs, path));
    if (key !== undefined) refuseUnknownKey(need, key);
    const values = valuesOf(path, await standardInput(path, key), key);
    const { vault } = await open();
    const isNew = await setValues(need, values, vault);
    const keys = Object.keys(values).join(", ");
    console.log(isNew ? `Set ${path}: ${keys}` : `${path} had the same already: ${keys}`);
  });
