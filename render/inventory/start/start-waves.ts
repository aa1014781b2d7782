import type { Lab } from "../../checks/rule.ts";
import { needsOf } from "../../model/needs.ts";
import { type Application, applicationsOf } from "./applications.ts";

/** Applications that Argo CD starts together. */
export interface StartWave {
  readonly wave: number;
  readonly applications: readonly StartedApplication[];
}

export interface StartedApplication extends Application {
  /** Applications that must be healthy before it, by name. */
  readonly needs: readonly string[];
}

/** The waves of a lab, the first one first: the next begins when all of the one before are healthy. */
export function wavesOf(lab: Lab): StartWave[] {
  const needs = Map.groupBy(needsOf(lab.units), ({ unit }) => unit);
  const waves = Map.groupBy(applicationsOf(lab), ({ wave }) => wave);
  return [...waves].map(([wave, applications]) => ({
    wave,
    applications: applications.map(application => ({
      ...application,
      needs: (needs.get(application.name) ?? []).map(each => each.needs).sort(),
    })),
  }));
}
