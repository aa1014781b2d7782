import type { Finding } from "../../clusters/finding.ts";
import type { Component } from "../../platform/component.ts";
import type { Deviations } from "../../platform/deviations.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { Rendering } from "../pipeline.ts";
import { type Compared, compare, type Deviation, type Problem } from "./compare.ts";
import { definitionsOf } from "./definitions.ts";
import { shareOf } from "./share.ts";

/** The outcome for one component. */
export interface Parity extends Omit<Compared, "problems"> {
  readonly component: string;
  /** All that is wrong, the unlisted deviations among it. */
  readonly findings: readonly Finding[];
}

type Registry = Readonly<Record<string, Deviations>>;

/**
 * Holds components of the first cluster, by name, against the upstream files in `folder`.
 *
 * @param registry deviations of every component, for several may share a file
 */
export function parity(
  { labs, findings }: Pick<Rendering, "labs" | "findings">,
  registry: Registry,
  names: readonly string[],
  folder: string,
): Parity[] {
  return names.map(name => {
    const unit = labs[0]?.units.find(candidate => candidate.name === name);
    const failures = findings.filter(finding => finding.rule === "build" && finding.unit === name);
    if (failures.length > 0) return notBuilt(name, failures);
    if (unit?.component !== undefined) return parityOf(unit.component, unit.objects, registry, folder);
    return notBuilt(name, [asFinding(name, unknownComponent(labs[0]?.cluster.name))]);
  });
}

function parityOf(component: Component, objects: readonly KubeObject[], registry: Registry, folder: string): Parity {
  const { name } = component;
  const share = shareOf(name, registry, folder);
  const definitions = definitionsOf(component, folder);
  const { problems, ...compared } = compare({
    upstream: share.objects,
    ours: [...objects, ...definitions.objects],
    listed: registry[name] ?? { files: [], absent: {}, fields: {} },
  });
  const all = [...share.problems, ...definitions.problems, ...problems, ...compared.unlisted.map(asProblem)];
  return { component: name, ...compared, findings: all.map(problem => asFinding(name, problem)) };
}

function notBuilt(component: string, findings: readonly Finding[]): Parity {
  return { component, objects: 0, absent: 0, fields: 0, deviations: [], unlisted: [], findings };
}

function unknownComponent(cluster: string | undefined): Problem {
  return {
    problem: `deviations are registered for it, and ${cluster ?? "the lab"} has no component of that name`,
    remedy: "add it to platform/components/index.ts, or take it out",
  };
}

function asProblem({ object, path, before, after }: Deviation): Problem {
  const values = `the upstream has ${JSON.stringify(before) ?? "none"} and the lab ${JSON.stringify(after) ?? "none"}`;
  return { object, field: path, problem: values, remedy: "make them equal, or write down the reason" };
}

function asFinding(component: string, problem: Problem): Finding {
  return {
    level: "error",
    rule: "parity",
    unit: component,
    ...problem,
    file: `platform/components/${component}/deviations.ts`,
  };
}
