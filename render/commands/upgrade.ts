import { Command } from "commander";
import { deviations } from "../../platform/components/deviations.ts";
import { notFound } from "../model/named.ts";
import { upstreamFolder } from "../parity/upstream-folder.ts";
import { renderDeployed } from "../render-repository.ts";
import { findingLines } from "../terminal/finding-lines.ts";
import { refuseVersion } from "../upgrade/new-version.ts";
import { upgrade } from "../upgrade/upgrade.ts";
import { upgradeLines } from "../upgrade/upgrade-lines.ts";

export const command = new Command("upgrade")
  .description(
    "Compares a new version of a component with the pinned one, before anything changes: what its upstream installs\n" +
      "otherwise, which fields of ours its CRDs no longer take, and which pinned versions no longer fit.",
  )
  .argument("<component>", "what clusters/<cluster>/versions.ts pins, such as traefik")
  .argument("<version>", "the new version, written as it would be pinned")
  .option("--upstream <dir>", "folder with the new version's files, in which they lie as in UPSTREAM_DIR")
  .option("--json", "print the outcome as JSON")
  .addHelpText(
    "after",
    "\nThe files of the pinned version come from UPSTREAM_DIR, or else ../shared/upstream. Without --upstream only CRDs\n" +
      'are compared, those that "lab crds pull" would trust. Nothing is written: change the pin by hand, CRDs first.',
  )
  .action(async (component: string, version: string, options: Options) => {
    process.exitCode = await run(component, version, options);
  });

interface Options {
  readonly upstream?: string;
  readonly json?: true;
}

async function run(name: string, to: string, { upstream, json }: Options): Promise<number> {
  const { labs, findings } = await renderDeployed();
  if (labs.length === 0) {
    console.log(findingLines(findings).join("\n"));
    return 1;
  }
  const pins = Object.assign({}, ...labs.map(({ cluster }) => cluster.versions).reverse());
  if (!Object.hasOwn(pins, name)) throw new Error(notFound("pinned version of", name, Object.keys(pins)));
  const from = pins[name].version;
  refuseVersion(name, from, to);
  const pinned = folderOf(upstreamFolder(undefined));
  const next = upstream === undefined ? undefined : folderOf(upstreamFolder(upstream));
  const outcome = await upgrade({
    name,
    from,
    to,
    labs,
    registry: deviations,
    pinned,
    upstream: next,
  });
  if (json) console.log(JSON.stringify({ component: name, from, to, ...outcome }));
  else console.log([`${name} ${from} → ${to}`, "", ...upgradeLines(outcome)].join("\n"));
  return outcome.findings.length + outcome.failures.length === 0 ? 0 : 1;
}

function folderOf(place: ReturnType<typeof upstreamFolder>): string | undefined {
  return "folder" in place ? place.folder : undefined;
}
