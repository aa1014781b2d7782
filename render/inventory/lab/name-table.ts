import { coordinates } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";

/** Every name of every instance of a lab. */
export interface NameTable {
  /** Coordinates that are the name of the instance itself, for all of them: namespace, database ... */
  readonly same: readonly string[];
  /** Coordinates that follow from it by a rule, in the order of the naming table. */
  readonly derived: readonly string[];
  readonly rows: readonly NameRow[];
}

export interface NameRow {
  readonly instance: string;
  readonly app: string;
  readonly environment: string;
  /** Of the derived coordinates, in their order. */
  readonly values: readonly string[];
  /** Names in the public zone, where the app asks for some. */
  readonly publicHosts: readonly string[];
}

/** The naming table of a lab, one row for each instance. What an app asks for beside names is no part of it. */
export function nameTableOf({ cluster, units }: Lab): NameTable {
  const named = units.flatMap(({ instance }) => {
    if (instance === undefined) return [];
    return [{ instance, names: coordinates(cluster, instance.app, instance.environment) }];
  });
  const known = Object.keys(named[0]?.names ?? {}) as (keyof ReturnType<typeof coordinates>)[];
  const same = known.filter(each => named.every(({ instance, names }) => names[each] === instance.name));
  const derived = known.filter(each => !same.includes(each));
  const rows = named.map(({ instance, names }) => ({
    instance: instance.name,
    app: instance.app,
    environment: instance.environment,
    values: derived.map(each => names[each]),
    publicHosts: instance.publicHosts,
  }));
  return { same, derived, rows };
}
