import type { Finding } from "../clusters/finding.ts";
import { check } from "./checks/index.ts";
import type { Lab } from "./checks/rule.ts";
import { hostFiles } from "./hosts/host-files.ts";
import { type Built, build } from "./model/build.ts";
import { collect } from "./model/collect.ts";
import type { Declaration } from "./model/declaration.ts";
import { derive } from "./model/derive.ts";
import { graphOf } from "./model/graph.ts";
import type { Unit } from "./model/unit.ts";
import { progress } from "./terminal/progress.ts";
import { stackFiles } from "./tofu/stack-files.ts";
import { layOut } from "./tree/lay-out.ts";
import type { Tree } from "./tree/tree.ts";

/** What a declaration becomes. With an error among the findings, the tree is not to be written. */
export interface Rendering {
  readonly labs: readonly Lab[];
  readonly tree: Tree;
  readonly findings: readonly Finding[];
}

/**
 * Declaration to tree: collect, build, derive, lay out, check. Every stage goes on as far as it can and reports all. Of
 * the guidebook, of which nothing is deployed, it makes nothing: `withGuidebook` adds it.
 *
 * @param buildUnit builds one unit; by default from nothing
 */
export async function render(declaration: Declaration, buildUnit: (unit: Unit) => Built = build): Promise<Rendering> {
  const collected = collect(declaration);
  const report = progress("Building units", collected.units.length);
  const built = collected.units.map((unit, index) => {
    const result = buildUnit(unit);
    report(index + 1);
    return result;
  });
  const labs = collected.clusters.map(cluster => {
    const units = derive(
      cluster,
      built.map(({ unit }) => unit).filter(unit => unit.cluster === cluster),
    );
    return { cluster, units, graph: graphOf(units), prose: declaration.prose };
  });
  const { tree: objects, findings: laidOut } = layOut(labs.flatMap(lab => lab.units));
  const others = labs.flatMap(lab => [...stackFiles(lab), ...hostFiles(lab.cluster)]);
  const tree = new Map([...objects, ...others]);
  const findings = [
    ...collected.findings,
    ...built.flatMap(({ findings }) => findings),
    ...laidOut,
    ...(await check(labs)),
  ];
  return { labs, tree, findings };
}
