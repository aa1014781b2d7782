import { Command } from "commander";
import { deviations } from "../../platform/components/deviations.ts";
import { notFound } from "../model/named.ts";
import { parity } from "../parity/parity.ts";
import { parityLines } from "../parity/parity-lines.ts";
import { upstreamFolder } from "../parity/upstream-folder.ts";
import { renderDeployed } from "../render-repository.ts";
import { findingLines } from "../terminal/finding-lines.ts";

interface Options {
  readonly upstream?: string;
  readonly ifPresent?: true;
  readonly json?: true;
}

export const command = new Command("parity")
  .description(
    "Holds every object that the upstream of a component installs against ours on the first cluster, field by field.\n" +
      "What differs must be listed with its reason in platform/components/<component>/deviations.ts; for what is not,\n" +
      "it prints the lines to add. A new version is tried by naming the folder of its files.",
  )
  .argument("[component...]", "only these components (default: every one that has an upstream)")
  .option("--upstream <dir>", "folder with the upstream's files (default: UPSTREAM_DIR, else ../shared/upstream)")
  .option("--if-present", "where no folder is named and none lies beside the repository, say so and exit with 0")
  .option("--json", "print the outcome as JSON")
  .addHelpText(
    "after",
    "\nWithout the upstream's files nothing can be compared: it says what was not, and exits with 2.",
  )
  .action(async (names: string[], options: Options) => {
    process.exitCode = await run(names, options);
  });

async function run(names: readonly string[], { upstream, ifPresent, json }: Options): Promise<number> {
  const wanted = names.length > 0 ? names : Object.keys(deviations);
  refuseUnknown(wanted);
  const place = upstreamFolder(upstream);
  if ("absent" in place) {
    const sentence = `Not compared with the upstream: ${wanted.join(", ")}, for ${place.absent}`;
    if (!ifPresent) throw new Error(sentence);
    console.log(sentence);
    return 0;
  }
  const rendering = await renderDeployed();
  if (rendering.labs.length === 0) {
    console.log(findingLines(rendering.findings).join("\n"));
    return 1;
  }
  const outcomes = parity(rendering, deviations, wanted, place.folder);
  console.log(json ? JSON.stringify(outcomes) : parityLines(outcomes).join("\n"));
  return outcomes.every(({ findings }) => findings.length === 0) ? 0 : 1;
}

/** @throws {Error} that names every component without an upstream, and suggests the nearest that has one */
function refuseUnknown(names: readonly string[]): void {
  const known = Object.keys(deviations);
  const unknown = names.filter(name => !known.includes(name));
  const problems = unknown.map(name => notFound("component with an upstream", name, known));
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
