import { ApiObject, App, Chart } from "cdk8s";
import type { Finding } from "../../clusters/finding.ts";
import { finish } from "../../platform/finish.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { BuiltUnit, Unit } from "./unit.ts";

/** Variables by which cdk8s would change its output. */
const INFLUENCES = ["CDK8S_DISABLE_SORT", "CDK8S_LEGACY_HASH", "CDK8S_OUTDIR", "CDK8S_RECORD_CONSTRUCT_METADATA"];

/** A unit with its objects, and what went wrong when they were built. */
export interface Built {
  readonly unit: BuiltUnit;
  readonly findings: readonly Finding[];
}

/**
 * Builds the objects of one unit: a cdk8s App of its own (one App for all units takes quadratic time), its chart, and
 * what holds for every object. An app that throws is a finding, and its unit has no objects.
 */
export function build(unit: Unit): Built {
  if (unit.populate === undefined) return { unit: { ...unit, objects: [] }, findings: [] };
  try {
    const objects = finish(synthesize(unit.name, unit.populate), unit.namespace, unit.class);
    return { unit: { ...unit, objects }, findings: [] };
  } catch (error) {
    return { unit: { ...unit, objects: [] }, findings: [failure(unit, error)] };
  }
}

/**
 * What `chart.toJson()` does, but for its sort by dependencies: that is exponential in how they cross, and here waves
 * say what comes first.
 */
function synthesize(name: string, populate: (chart: Chart) => void): KubeObject[] {
  for (const variable of INFLUENCES) delete process.env[variable];
  const app = new App({ outdir: "never-written" });
  const chart = new Chart(app, name, { disableResourceNameHashes: true });
  populate(chart);
  const constructs = chart.node.findAll();
  const problems = constructs.flatMap(({ node }) => node.validate().map(problem => `[${node.path}] ${problem}`));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return constructs.filter(ApiObject.isApiObject).map(object => object.toJson());
}

function failure(unit: Unit, error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  return {
    level: "error",
    rule: "build",
    cluster: unit.cluster.name,
    unit: unit.name,
    problem: `it throws "${message.trim()}"${location(error, unit.file)}`,
    remedy: "mend what it names",
    file: unit.file,
  };
}

/** Line of the unit's own file in the stack, as `, line 12`. */
function location(error: unknown, file: string): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const line = stack.split("\n").find(entry => /^\s+at /.test(entry) && entry.includes(file));
  const number = line?.match(/:(\d+):\d+\)?$/)?.[1];
  return number === undefined ? "" : `, line ${number}`;
}
