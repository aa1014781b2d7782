import type { Deviations } from "../../platform/deviations.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { label } from "../../platform/object-identity.ts";
import { normalForm } from "../parity/normal-form.ts";
import { objectDeviations } from "../parity/object-deviations.ts";

/** Something that an upstream installs otherwise than in the version before. */
export interface ChangedDefault {
  /** The object, by its name in the upstream. */
  readonly object: string;
  /** The field; absent where the whole object came or went. */
  readonly path?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Why the lab deviates here, if it does: then the change does not reach it by itself, and the reason may be gone. */
  readonly reason?: string;
}

/** What an upstream installs otherwise, object by object and field by field as `lab parity` names them; without CRDs. */
export function changedDefaults(
  pinned: readonly KubeObject[],
  next: readonly KubeObject[],
  listed: Deviations,
): ChangedDefault[] {
  const [before, after] = [byLabel(pinned), byLabel(next)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(object =>
    changesOf(object, before.get(object), after.get(object)).map(change => withReason(change, listed)),
  );
}

function byLabel(objects: readonly KubeObject[]): Map<string, KubeObject> {
  const others = objects.filter(({ kind }) => kind !== "CustomResourceDefinition");
  return new Map(others.map(object => [label(object), object]));
}

function changesOf(object: string, before: KubeObject | undefined, after: KubeObject | undefined): ChangedDefault[] {
  if (before === undefined) return [{ object, after: "the object" }];
  if (after === undefined) return [{ object, before: "the object" }];
  return objectDeviations(normalForm(before), normalForm(after)).map(change => ({ object, ...change }));
}

function withReason(change: ChangedDefault, { absent, fields }: Deviations): ChangedDefault {
  const reasons = Object.entries(fields[change.object] ?? {});
  const { path = "" } = change;
  const [, reason] = reasons.find(([field]) => meet(field, path)) ?? [undefined, absent[change.object]];
  return reason === undefined ? change : { ...change, reason };
}

/** Whether one of two paths is the other, or lies below it. */
function meet(one: string, other: string): boolean {
  return one === other || isBelow(one, other) || isBelow(other, one);
}

function isBelow(path: string, above: string): boolean {
  return above !== "" && path.startsWith(above) && /^[.[]/.test(path.slice(above.length));
}
