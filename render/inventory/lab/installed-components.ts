import type { LeftOut } from "../../../platform/component.ts";
import { componentPage, crdsUnit } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { readProse } from "../../prose/read-prose.ts";
import { leadOf } from "../facts/lead.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** A component that runs in a lab. */
export interface InstalledComponent {
  readonly name: string;
  /** As a person calls it: the title of its page. */
  readonly title: string;
  readonly class: "platform" | "tool";
  readonly namespace: string;
  /** What it is, in a sentence: the lead of its page. */
  readonly sentence: string;
  /** The pinned one; undefined where it has none of its own. */
  readonly version: string | undefined;
  /** Applications of Argo CD that bring it: its CRDs first, where it has some. */
  readonly applications: readonly string[];
  readonly objects: number;
  readonly workloads: readonly Workload[];
  /** Facts that it waits for; without them a part of it is left out. */
  readonly waitsFor: readonly LeftOut[];
  readonly unit: BuiltUnit;
}

/** What keeps pods running. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  /** Absent: as the kind has it, such as one on every node. */
  readonly replicas?: number;
}

const WORKLOADS: ReadonlySet<string> = new Set(["CronJob", "DaemonSet", "Deployment", "StatefulSet"]);

/** Every component of a lab, alphabetically. */
export const componentsOf = oncePerLab((lab): readonly InstalledComponent[] =>
  lab.units.flatMap(unit => describe(lab, unit)).sort((one, other) => (one.name < other.name ? -1 : 1)),
);

/** A component by its name. */
export function componentNamed(lab: Lab, name: string): InstalledComponent | undefined {
  return byName(lab).get(name);
}

const byName = oncePerLab(lab => new Map(componentsOf(lab).map(component => [component.name, component])));

function describe(lab: Lab, unit: BuiltUnit): InstalledComponent[] {
  const { component } = unit;
  if (component === undefined) return [];
  const { name, namespace, crds, leftOut } = component;
  const page = lab.prose.get(componentPage(name)) ?? "";
  return [
    {
      name,
      title: readProse(page).title || name,
      class: component.class,
      namespace,
      sentence: leadOf(lab, page),
      version: lab.cluster.versions[name]?.version,
      applications: crds === undefined ? [unit.name] : [crdsUnit(name), unit.name],
      objects: unit.objects.length,
      workloads: workloadsOf(unit),
      waitsFor: leftOut?.(lab.cluster) ?? [],
      unit,
    },
  ];
}

/** What runs pods in a unit, in the order in which it was made. */
export function workloadsOf({ objects }: BuiltUnit): Workload[] {
  return objects
    .filter(({ kind }) => WORKLOADS.has(kind))
    .map(({ kind, metadata, spec }) => {
      const { replicas } = (spec ?? {}) as { replicas?: number };
      return { kind, name: metadata.name, ...(replicas !== undefined && { replicas }) };
    });
}
