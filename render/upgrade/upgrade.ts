import type { Finding } from "../../clusters/finding.ts";
import type { Component } from "../../platform/component.ts";
import type { Deviations } from "../../platform/deviations.ts";
import { factsFile } from "../../platform/naming.ts";
import type { Lab } from "../checks/rule.ts";
import { definitionsFile } from "../crds/release.ts";
import type { Problem } from "../parity/compare.ts";
import { definitionsOf } from "../parity/definitions.ts";
import { type Share, shareOf } from "../parity/share.ts";
import { type ChangedDefault, changedDefaults } from "./changed-defaults.ts";
import { forbiddenMove } from "./forbidden-move.ts";
import { misfits } from "./misfits.ts";
import { schemaChanges } from "./schema-changes.ts";
import { speaksOf, tagsIn } from "./speaks-of.ts";
import { trustedDefinitions } from "./trusted-definitions.ts";

export interface UpgradeProps {
  /** Name of what is pinned. */
  readonly name: string;
  /** The version that it is pinned to, and the new one. */
  readonly from: string;
  readonly to: string;
  readonly labs: readonly Lab[];
  /** Deviations of every component, for several may share a file. */
  readonly registry: Readonly<Record<string, Deviations>>;
  /** Folder with the upstream's files of the pinned version, if there is one. */
  readonly pinned?: string | undefined;
  /** The same of the new one. Absent: only its CRDs, from the cache of `lab crds pull` or where they are published. */
  readonly upstream?: string | undefined;
}

/** What an upgrade would bring, and what stands against it. */
export interface Upgrade {
  /** Absent where they could not be compared, or there are none. */
  readonly defaults?: readonly ChangedDefault[];
  readonly findings: readonly Finding[];
  /** Whole sentences about what should have been compared, and could not. */
  readonly failures: readonly string[];
  /** What need not be compared, and what to do. */
  readonly notes: readonly string[];
}

/** Compares the new version of a component with the pinned one, and with what the lab makes of it. */
export async function upgrade(props: UpgradeProps): Promise<Upgrade> {
  const parts = [compareCouplings(props), compareDefaults(props), await compareDefinitions(props)];
  const defaults = parts.find(part => part.defaults !== undefined)?.defaults;
  return {
    ...(defaults !== undefined && { defaults }),
    findings: parts.flatMap(({ findings }) => findings),
    failures: parts.flatMap(({ failures }) => failures),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

const NOTHING: Upgrade = { findings: [], failures: [], notes: [] };

/** Each set of pins once: a cluster may share those of another. */
function compareCouplings({ name, from, to, labs }: UpgradeProps): Upgrade {
  const move = forbiddenMove(name, from, to);
  const seen = new Set<unknown>();
  const findings = labs.flatMap(({ cluster }) => {
    const pin = cluster.versions[name];
    if (pin === undefined || seen.has(cluster.versions)) return [];
    seen.add(cluster.versions);
    const unfit = misfits({ ...cluster.versions, [name]: { ...pin, version: to } })
      .filter(misfit => misfit.component === name || misfit.with === name)
      .map(({ problem, remedy }) => ({ problem, remedy }));
    const about = { level: "error", rule: "upgrade", cluster: cluster.name, field: `versions.${name}` } as const;
    return [...(move === undefined ? [] : [move]), ...unfit].map(problem => ({
      ...about,
      ...problem,
      file: factsFile(cluster.name),
    }));
  });
  return { ...NOTHING, findings };
}

function compareDefaults({ name, to, registry, pinned, upstream }: UpgradeProps): Upgrade {
  const listed = registry[name];
  if (listed === undefined)
    return { ...NOTHING, notes: ["Nothing that its upstream installs is compared with the lab"] };
  const task = `Cannot compare what "${name}" ${to} installs`;
  if (upstream === undefined) {
    const files = listed.files.join(", ");
    return { ...NOTHING, failures: [`${task}: there is no ${files} of it, name the folder with --upstream`] };
  }
  const next = shareOf(name, registry, upstream);
  const findings = componentFindings(name, next.problems);
  if (next.objects.length > 0 && !speaksOf(next.objects, to)) {
    const tags = [...new Set(tagsIn(next.objects))].join(", ") || "no version";
    const failure = `${task}: the files run images in ${tags}, name the folder with the files of ${to} with --upstream`;
    return { ...NOTHING, findings, failures: [failure] };
  }
  if (pinned === undefined) {
    return { ...NOTHING, findings, failures: [`${task}: there are no files of the pinned version, set UPSTREAM_DIR`] };
  }
  const now = shareOf(name, registry, pinned);
  return {
    ...NOTHING,
    defaults: changedDefaults(now.objects, next.objects, listed),
    findings: [...findings, ...componentFindings(name, now.problems)],
  };
}

function componentFindings(unit: string, problems: readonly Problem[], file = deviationsFile(unit)): Finding[] {
  return problems.map(problem => ({ level: "error", rule: "upgrade", unit, ...problem, file }));
}

function deviationsFile(component: string): string {
  return `platform/components/${component}/deviations.ts`;
}

async function compareDefinitions(props: UpgradeProps): Promise<Upgrade> {
  const { name, to, labs } = props;
  const component = labs.flatMap(({ units }) => units).find(unit => unit.name === name)?.component;
  if (component?.definitions === undefined) return { ...NOTHING, notes: ["It brings no CRDs"] };
  const notes = [
    `Its CRDs come first: with the new pin run "lab crds pull ${name}" and "lab crds push ${name}" before it is merged`,
  ];
  try {
    const [before, after] = await definitionsOfBoth(component, props);
    const problems = [...before.problems, ...after.problems];
    const file = definitionsFile({ component: name });
    if (problems.length > 0) return { ...NOTHING, findings: componentFindings(name, problems, file), notes };
    return { ...NOTHING, findings: labs.flatMap(lab => fieldFindings(lab, before, after)), notes };
  } catch (error) {
    return {
      ...NOTHING,
      failures: [`Cannot compare the CRDs of "${name}" ${to}:\n${(error as Error).message}`],
      notes,
    };
  }
}

async function definitionsOfBoth(
  component: Component,
  { from, to, pinned, upstream }: UpgradeProps,
): Promise<[Share, Share]> {
  const before = await trustedDefinitions(component, from, pinned);
  return [
    before,
    upstream === undefined ? await trustedDefinitions(component, to) : definitionsOf(component, upstream),
  ];
}

function fieldFindings({ cluster, units }: Lab, before: Share, after: Share): Finding[] {
  return units.flatMap(unit =>
    schemaChanges(unit.objects, before.objects, after.objects).map(change => ({
      level: "error",
      rule: "upgrade",
      cluster: cluster.name,
      unit: unit.name,
      ...change,
      remedy: "write what the new CRD takes",
      file: unit.file,
    })),
  );
}
