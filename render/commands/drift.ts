import { Command } from "commander";
import pc from "picocolors";
import { renderRepository } from "../render-repository.ts";
import { renderedFolder } from "../repository.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";
import { type Drift, drift } from "../tree/drift.ts";
import { readTree } from "../tree/read.ts";

export const command = new Command("drift")
  .description(
    "Compares rendered/ on disk with a fresh render, byte for byte, and lists what differs: edited by hand, stale\n" +
      "(no longer rendered) or missing. Exits with 1 when anything differs: this is the gate of continuous integration.",
  )
  .option("--json", "print the list as JSON")
  .action(async (options: { json?: true }) => {
    process.exitCode = await run(options);
  });

const STYLES: Readonly<Record<Drift["kind"], (text: string) => string>> = {
  edited: pc.yellow,
  stale: pc.red,
  missing: pc.green,
};

async function run({ json }: { json?: true }): Promise<number> {
  const rendering = await renderRepository();
  const drifted = hasErrors(rendering.findings) ? [] : drift(readTree(renderedFolder), rendering.tree);
  if (json) console.log(JSON.stringify({ drift: drifted, findings: rendering.findings }));
  else console.log(report(drifted, rendering).join("\n"));
  return drifted.length > 0 || hasErrors(rendering.findings) ? 1 : 0;
}

function report(drifted: readonly Drift[], { findings, tree }: Awaited<ReturnType<typeof renderRepository>>): string[] {
  if (hasErrors(findings)) return [...findingLines(findings), "", pc.red("The lab cannot be rendered.")];
  if (drifted.length === 0) return [`All ${tree.size} files of rendered/ are as a fresh render has them`];
  return [
    ...drifted.map(({ path, kind }) => `${STYLES[kind](kind.padEnd(7))}  rendered/${path}`),
    "",
    'A change belongs into clusters/, apps/ or platform/: make it there, run "npx lab render", and commit both',
  ];
}
