import { Command } from "commander";
import { rotationOf } from "../../secrets/rotation.ts";
import { needAt, secretsOfCluster } from "../../secrets/secrets-of-cluster.ts";

/** A new value would do harm. */
const DANGER = 3;

export const rotateCommand = new Command("rotate")
  .summary("make a secret anew")
  .description(
    "Makes new values of the keys that can be made in place, of which a new one does no harm; of the others it says why " +
      "they stay. Where it was stopped, run it again. What pods read arrives within the hour, and restarts those who read " +
      "it at their start; a token of Gitea that it replaces goes on until the next rotation. Exits with 3 when each key " +
      "would do harm.",
  )
  .argument("<path>", "as lab secrets list shows it, such as redis/passwords")
  .option("--cluster <name>", "of this cluster (default: the first)")
  .action(async (path: string, { cluster }: { cluster?: string }) => {
    const { needs, open } = await secretsOfCluster(cluster);
    const need = needAt(needs, path);
    const { renewed, kept } = rotationOf(need);
    const stays = Object.entries(kept).map(([key, reason]) => `Left ${key} of ${path} alone: ${reason}`);
    if (Object.keys(renewed).length > 0) {
      await need.make(await open(), renewed, "anew");
      console.log([`Made ${path} anew: ${Object.keys(renewed).join(", ")}`, ...stays].join("\n"));
    } else if (stays.length > 0) {
      console.error(`Cannot rotate ${path}: a new value would do harm\n${stays.join("\n")}`);
      process.exitCode = DANGER;
    } else {
      throw new Error(
        `Cannot rotate ${path}: nothing of it is made in place, bring a new value: lab secrets set ${path}`,
      );
    }
  });
