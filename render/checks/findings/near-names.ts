import { closest, distance } from "fastest-levenshtein";
import { namespaceOf } from "../../../platform/object-identity.ts";
import { destination } from "../../../platform/restart-targets.ts";
import { type Lab, objectsOf } from "../rule.ts";

/** Names that a wrong one was probably meant to be. */
export class NearNames {
  readonly #lab: Lab;
  #byPlace: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** The nearest name of this kind in this namespace; a Secret has the name that the operator gives it. */
  of(kind: string, namespace: string | undefined, name: string): string | undefined {
    this.#byPlace ??= namesByPlace(this.#lab); // only a lab with a mistake pays for it
    return nearest(name, this.#byPlace.get(place(kind, namespace)) ?? []);
  }
}

/** The nearest of some names; undefined when more than half of the letters would have to change. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const near = closest(name, names);
  return distance(name, near) <= Math.max(name.length, near.length) / 2 ? near : undefined;
}

function namesByPlace(lab: Lab): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const add = (at: string, name: string) => {
    const list = names.get(at);
    if (list === undefined) names.set(at, [name]);
    else list.push(name);
  };
  for (const { unit, object } of objectsOf(lab)) {
    const namespace = namespaceOf(object, unit.namespace);
    add(place(object.kind, namespace), object.metadata.name);
    const secret = destination(object);
    if (secret !== undefined) add(place("Secret", namespace), secret);
  }
  return names;
}

function place(kind: string, namespace = ""): string {
  return `${kind}/${namespace}`;
}
