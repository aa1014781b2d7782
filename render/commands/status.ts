import { Command } from "commander";
import { probes } from "../status/probes.ts";
import { runProbes } from "../status/run-probes.ts";
import { isDown, statusLines } from "../status/status-lines.ts";
import { onLab } from "../up/on-lab.ts";

export const command = new Command("status")
  .description(
    "Looks at the whole chain, from the hosts to the Applications, and says what is wrong first, with what helps. It " +
      "changes nothing. Every look has a short time, and one that fails hides no other.",
  )
  .option("--cluster <name>", "look at this cluster (default: the first)")
  .option("--json", "print what each look saw as JSON")
  .addHelpText("after", "\nExit codes: 0 all is well or works for now, 1 something is down, 2 wrong use or cannot run.")
  .action(async ({ cluster, json }: { cluster?: string; json?: true }) => {
    const sights = await onLab({ cluster, say: () => {} }, lab => runProbes(lab, probes));
    console.log(json ? JSON.stringify(sights, null, 2) : statusLines(sights).join("\n"));
    if (isDown(sights)) process.exitCode = 1;
  });
