import { ROOT } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** An Application of Argo CD, as it is rendered. */
export interface Application {
  readonly name: string;
  readonly project: string;
  /** Applications of a lower one come first. */
  readonly wave: number;
  /** Whether deleting it deletes what it made. */
  readonly cascades: boolean;
  readonly unit: BuiltUnit;
}

/** Every Application of a lab, in the order of waves: what the root unit holds. */
export const applicationsOf = oncePerLab(({ units }): readonly Application[] => {
  const byName = new Map(units.map(unit => [unit.name, unit]));
  const objects = byName.get(ROOT)?.objects ?? [];
  return objects
    .flatMap(({ kind, metadata, spec }) => {
      const unit = byName.get(metadata.name);
      if (kind !== "Application" || unit === undefined) return [];
      const { project } = spec as { readonly project: string };
      const wave = Number(metadata.annotations?.["argocd.argoproj.io/sync-wave"]);
      const cascades = (metadata.finalizers ?? []).length > 0;
      return { name: metadata.name, project, wave, cascades, unit };
    })
    .sort((one, other) => one.wave - other.wave || (one.name < other.name ? -1 : 1));
});

/** Applications that Argo CD treats alike. */
export interface SyncRow {
  readonly class: BuiltUnit["class"];
  /** `prod`; undefined: of no app. */
  readonly environment: string | undefined;
  readonly sync: BuiltUnit["sync"];
  readonly cascades: boolean;
  readonly applications: readonly string[];
  /** Their projects, each once. */
  readonly projects: readonly string[];
}

/** How Argo CD syncs what there is, by class and environment. */
export function syncRowsOf(lab: Lab): SyncRow[] {
  const groups = Map.groupBy(applicationsOf(lab), ({ unit }) => `${unit.class} ${unit.instance?.environment ?? ""}`);
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const { unit, cascades } = first;
    return [
      {
        class: unit.class,
        environment: unit.instance?.environment,
        sync: unit.sync,
        cascades,
        applications: group.map(({ name }) => name),
        projects: [...new Set(group.map(({ project }) => project))],
      },
    ];
  });
}
