import { stdout } from "node:process";
import { stripVTControlCharacters } from "node:util";
import { Command } from "commander";
import pc from "picocolors";
import { type Coordinate, coordinatesOf } from "../model/coordinates.ts";
import { notFound, refuseUnknown } from "../model/named.ts";
import type { Unit } from "../model/unit.ts";
import type { Rendering } from "../pipeline.ts";
import { renderDeployed } from "../render-repository.ts";
import { columns } from "../terminal/columns.ts";
import { findingLines } from "../terminal/finding-lines.ts";

export const command = new Command("explain")
  .description(
    "Shows every coordinate of an app (one column per environment) or of one instance, and the file that each comes\n" +
      "from: repository, namespace, database, roles, secrets, hosts, image.",
  )
  .argument("<name>", "an app such as erp, or an instance such as erp-sandbox")
  .option("--cluster <name>", "on this cluster (default: the first that has it)")
  .option("--json", "print the table as JSON")
  .action(async (name: string, options: { cluster?: string; json?: true }) => {
    process.exitCode = await run(name, options);
  });

async function run(name: string, { cluster, json }: { cluster?: string; json?: true }): Promise<number> {
  const rendering = await renderDeployed();
  if (rendering.labs.length === 0) {
    console.log(findingLines(rendering.findings).join("\n"));
    return 1;
  }
  const units = instancesNamed(rendering, name, cluster);
  const tables = units.map(({ instance }) => (instance === undefined ? [] : coordinatesOf(instance)));
  if (json) console.log(JSON.stringify(Object.fromEntries(units.map((unit, index) => [unit.name, tables[index]]))));
  else console.log(table(units, tables).join("\n"));
  return 0;
}

/** Every instance of the app of that name, or else the one instance of that name, on the first cluster that has it. */
function instancesNamed({ labs }: Rendering, name: string, cluster: string | undefined): readonly Unit[] {
  refuseUnknown({ clusters: labs.map(lab => lab.cluster.name), units: [] }, cluster, []);
  const searched = cluster === undefined ? labs : labs.filter(lab => lab.cluster.name === cluster);
  for (const { units } of searched) {
    const instances = units.filter(({ instance }) => instance !== undefined);
    const ofApp = instances.filter(({ instance }) => instance?.app === name);
    const found = ofApp.length > 0 ? ofApp : instances.filter(unit => unit.name === name);
    if (found.length > 0) return found;
  }
  const known = searched.flatMap(({ units }) => units.flatMap(({ name: unit, instance }) => (instance ? [unit] : [])));
  throw new Error(notFound("app or instance", name, known));
}

function table(units: readonly Unit[], tables: readonly (readonly Coordinate[])[]): string[] {
  const [first = []] = tables;
  const heading = [
    pc.bold(units[0]?.cluster.name ?? ""),
    ...units.map(unit => pc.bold(unit.instance?.environment ?? "")),
    pc.bold("from"),
  ];
  const rows = first.map(({ name, from }, row) => [
    name,
    ...tables.map(coordinates => coordinates[row]?.value ?? ""),
    pc.dim(from),
  ]);
  const lines = columns([heading, ...rows]);
  const isTooWide =
    Math.max(...lines.map(line => stripVTControlCharacters(line).length)) > (stdout.columns ?? Infinity);
  return isTooWide ? stacked(heading, rows) : lines;
}

/** For a narrow terminal: each coordinate with a line for each column. */
function stacked([cluster = "", ...titles]: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [
    cluster,
    ...rows.flatMap(([name = "", ...values]) => [
      pc.bold(name),
      ...columns(values.map((value, index) => [`  ${titles[index] ?? ""}`, value])),
    ]),
  ];
}
