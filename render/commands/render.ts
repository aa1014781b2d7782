import { Command } from "commander";
import pc from "picocolors";
import type { Finding } from "../../clusters/finding.ts";
import { lastCommit, type Since, since } from "../git/since-commit.ts";
import { type Outcome, renderRemembering } from "../memory/render-remembering.ts";
import { selectTree } from "../model/named.ts";
import { renderedFolder } from "../repository.ts";
import { changeLines, changeTotals } from "../terminal/change-lines.ts";
import { columns } from "../terminal/columns.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import { readTree } from "../tree/read.ts";
import { isGuidebook } from "../tree/unit-paths.ts";
import { type Written, writeTree } from "../tree/write.ts";

const MOST_CHANGE_LINES = 24;

interface Options {
  readonly cluster?: string;
  readonly json?: true;
}

export const command = new Command("render")
  .description(
    "Renders the lab and writes what changed into rendered/; files that are no longer rendered go.\n" +
      "With an error among the findings nothing is written.",
  )
  .argument("[unit...]", "write these units only, such as erp-sandbox")
  .option("--cluster <name>", "write this cluster only")
  .option("--json", "print the result as JSON")
  .action(async (units: string[], options: Options) => {
    process.exitCode = await run(units, options);
  });

async function run(units: readonly string[], options: Options): Promise<number> {
  const started = performance.now();
  const committed = lastCommit(); // git runs meanwhile
  const before = readTree(renderedFolder);
  const outcome = await renderRemembering(before);
  const { findings } = outcome.summary;
  if (hasErrors(findings)) {
    print(options, { findings }, () => [...findingLines(findings), "", pc.red("Nothing was written.")]);
    return 1;
  }
  const after = selectTree(outcome, before, options.cluster, units);
  const written = writeTree(renderedFolder, before, after);
  outcome.remember();
  const seconds = (performance.now() - started) / 1000;
  const listing = await committed;
  const result: Result = { ...written, seconds, since: listing && (await since(listing, after)) };
  print(options, { clusters: outcome.summary.clusters, ...result, findings }, () => lines(outcome, result, findings));
  return 0;
}

interface Result extends Written {
  readonly seconds: number;
  readonly since: Since | undefined;
}

function lines({ summary }: Outcome, result: Result, findings: readonly Finding[]): string[] {
  const { written, removed, unchanged, seconds } = result;
  const rows = summary.clusters.map(({ name, applications, objects }) => [
    `  ${pc.bold(name)}`,
    `${applications} Applications`,
    `${objects} objects`,
  ]);
  const wrote = `Wrote ${files(written.length)}, removed ${removed.length}, left ${unchanged} as they were`;
  return [
    "Rendered, with every rule satisfied:",
    ...columns(rows),
    "",
    `${wrote}, in ${seconds.toFixed(2)} s`,
    ...sinceLines(result.since),
    ...notes(findings),
  ];
}

function sinceLines(last: Since | undefined): string[] {
  if (last === undefined) return ["There is no commit to compare with"];
  const changes = changeLines(last.changes);
  if (changes.length === 0) return [`Nothing differs from commit ${last.commit}`];
  const more = changes.length - MOST_CHANGE_LINES;
  return [
    `Against commit ${last.commit}: ${changeTotals(last.changes.filter(({ path }) => !isGuidebook(path))) || "nothing that is deployed"}`,
    ...changes.slice(0, MOST_CHANGE_LINES),
    ...(more > 0 ? [pc.dim(`${more} more lines: lab diff --base HEAD`)] : []),
  ];
}

/** Notes are for whoever asks: an intended gap need not stand on every screen. */
function notes(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  return [pc.dim(`${findings.length === 1 ? "1 note" : `${findings.length} notes`}: lab check`)];
}

function files(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}

function print(options: Options, data: object, text: () => readonly string[]): void {
  console.log(options.json ? JSON.stringify(data) : text().join("\n"));
}
