import type { Instance } from "../../../platform/instance.ts";
import { appFile } from "../../../platform/naming.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { appDescription } from "../../prose/app-description.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** An app that runs in a lab, with its instances. */
export interface InstalledApp {
  readonly name: string;
  /** What it is: the first sentence of its file's docstring; empty where there is none. */
  readonly sentence: string;
  readonly file: string;
  readonly instances: readonly InstalledInstance[];
}

/** An app in one environment. */
export interface InstalledInstance extends Instance {
  readonly unit: BuiltUnit;
}

/** Every app of a lab, by name, in the order of their units. */
export const appsOf = oncePerLab(({ units, prose }): ReadonlyMap<string, InstalledApp> => {
  const instances = Map.groupBy(
    units.flatMap(unit => (unit.instance === undefined ? [] : [{ ...unit.instance, unit }])),
    ({ app }) => app,
  );
  return new Map(
    [...instances].map(([name, list]) => {
      const file = appFile(name);
      const sentence = firstSentence(appDescription(prose.get(file) ?? ""));
      return [name, { name, sentence, file, instances: list }];
    }),
  );
});

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** What an instance asks of the lab beside its name, in words: `database`, `1 secret`, `volume documents`. */
export function asksFor({
  database,
  secrets,
  volumes,
  internetPorts,
  tools,
  publicHosts,
  unit,
}: InstalledInstance): string[] {
  return [
    ...(database ? ["database"] : []),
    ...secrets.map(secret => `secret ${secret}`),
    ...Object.keys(volumes).map(volume => `volume ${volume}`),
    ...tools.map(tool => `tool ${tool}`),
    ...internetPorts.map(port => `Internet at ${port}`),
    ...(publicHosts.length > 0 ? ["public name"] : []),
    ...(unit.sources.length > 0 ? ["its own chart"] : []),
  ];
}
