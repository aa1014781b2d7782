import { Command } from "commander";
import pc from "picocolors";
import { makeMissing, type Outcome } from "../../secrets/make.ts";
import { ANY_KEYS, originWords } from "../../secrets/origin-words.ts";
import { needAt, secretsOfCluster } from "../../secrets/secrets-of-cluster.ts";
import { statusOf } from "../../secrets/status.ts";

export const makeCommand = new Command("make")
  .summary("make what is missing and no person has to bring")
  .description(
    "Makes everything that is missing and can be made in place: random keys, tokens and applications of Gitea, keys by " +
      "which workflows log in, passwords by which Vault makes users of databases. Nobody sees any of it. What is there " +
      "stays; it may be stopped and run again at any time. The rest it names: exits with 1 while a person or a stack has " +
      "to bring something, with 2 when something could not be made.",
  )
  .argument("[path...]", "only these, as lab secrets list shows them (default: all)")
  .option("--cluster <name>", "of this cluster (default: the first)")
  .action(async (paths: string[], { cluster }: { cluster?: string }) => {
    const { needs, open } = await secretsOfCluster(cluster);
    const wanted = paths.length === 0 ? needs : paths.map(path => needAt(needs, path));
    const workshop = await open();
    const outcomes: Outcome[] = [];
    for (const status of await statusOf(wanted, workshop)) {
      const outcome = await makeMissing(status, workshop);
      for (const line of outcomeLines(outcome)) console.log(line);
      if (outcome.failure !== undefined)
        console.error(`${pc.red("failed ")}  ${outcome.need.path}: ${outcome.failure}`);
      outcomes.push(outcome);
    }
    console.log(totals(outcomes));
    process.exitCode = exitCode(outcomes);
  });

function outcomeLines({ need, made, awaited, isAwaited }: Outcome): string[] {
  const wait = (what: string) => `${pc.yellow("awaited")}  ${need.path}${what}`;
  return [
    ...(made.length === 0 ? [] : [`${pc.green("made   ")}  ${need.path}: ${made.join(", ")}`]),
    ...Object.entries(awaited).map(([key, origin]) => wait(` ${key}: ${originWords(origin)}`)),
    ...(isAwaited ? [wait(`: ${ANY_KEYS}`)] : []),
  ];
}

function isWaiting({ awaited, isAwaited }: Outcome): boolean {
  return isAwaited || Object.keys(awaited).length > 0;
}

/** e.g. `31 secrets: 3 made, 2 wait for a person or a stack, 1 failed` */
function totals(outcomes: readonly Outcome[]): string {
  const made = outcomes.filter(outcome => outcome.made.length > 0).length;
  const waiting = outcomes.filter(isWaiting).length;
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  const parts = [
    `${made} made`,
    ...(waiting > 0 ? [`${waiting} wait for a person or a stack`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return `${outcomes.length} ${outcomes.length === 1 ? "secret" : "secrets"}: ${parts.join(", ")}`;
}

function exitCode(outcomes: readonly Outcome[]): number {
  if (outcomes.some(({ failure }) => failure !== undefined)) return 2;
  return outcomes.some(isWaiting) ? 1 : 0;
}
