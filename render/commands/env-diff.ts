import { Command } from "commander";
import pc from "picocolors";
import { inCluster } from "../review/desired.ts";
import { type EnvironmentDifferences, environmentDifferences } from "../review/environments/environment-differences.ts";
import { readRevisions } from "../review/read/read-revisions.ts";
import { situationOf } from "../review/situation-of.ts";
import { fieldLine } from "../terminal/change-lines.ts";
import { harmless } from "../terminal/harmless.ts";

export const command = new Command("env-diff")
  .description(
    "Says how two instances of an app differ in git, beyond what must differ: names, hosts and sizes are folded away.",
  )
  .argument("<one>", "an Application, such as erp")
  .argument("<other>", "another one, such as erp-sandbox")
  .option("--cluster <name>", "in which both are (default: the first that has them)")
  .option("--json", "print the differences as JSON")
  .addHelpText("after", "\nExit codes: 0 alike, 1 something else differs, 2 cannot run.")
  .action(async (one: string, other: string, { cluster, json }: { cluster?: string; json?: true }) => {
    const { before, after } = await readRevisions({ folder: process.cwd(), base: "HEAD" });
    const { situation } = situationOf(before, after);
    const { applications } = situation.after;
    const clusters = new Set([...applications.values()].map(application => application.cluster));
    const home = [...clusters]
      .filter(name => cluster === undefined || name === cluster)
      .find(name => [one, other].every(application => applications.has(inCluster(name, application))));
    if (home === undefined) {
      const where = cluster === undefined ? "no cluster" : `cluster "${cluster}"`;
      const known = [...applications.keys()].join(", ");
      throw new Error(
        `Cannot compare "${one}" and "${other}": ${where} has both as Applications, name two of ${known}`,
      );
    }
    const found = environmentDifferences(situation.after, home, one, other);
    if (json) console.log(JSON.stringify(found));
    else console.log(linesOf(found, one, other).join("\n"));
    process.exitCode = found.only.length + found.unlike.length > 0 ? 1 : 0;
  });

function linesOf({ only, unlike, folded }: EnvironmentDifferences, one: string, other: string): string[] {
  const { objectsByName, sizes } = folded;
  const expected = pc.dim(`Folded away: ${objectsByName} objects that differ by name at most, ${sizes} sizes`);
  if (only.length + unlike.length === 0) return [`${one} and ${other} are alike`, expected];
  return [
    ...unlike.flatMap(({ object, fields }) => [
      pc.bold(harmless(object)),
      ...fields.map(field => `  ${fieldLine(field)}`),
    ]),
    ...only.map(({ instance, object }) => `${pc.bold(harmless(object))}  only in ${harmless(instance)}`),
    expected,
  ];
}
