import type { Finding } from "../../clusters/finding.ts";
import type { Deviations } from "../../platform/deviations.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { label } from "../../platform/object-identity.ts";
import { fieldCount } from "./field-count.ts";
import { emptyReasons, staleEntries } from "./listed.ts";
import { normalForm } from "./normal-form.ts";
import { type ObjectDeviation, objectDeviations } from "./object-deviations.ts";
import { renamed } from "./renamed.ts";

/** What a component is compared with. */
export interface Comparison {
  /** Of the upstream's objects, those that are this component's. */
  readonly upstream: readonly KubeObject[];
  /** Ours: those of its unit, and the CRDs that it brings. */
  readonly ours: readonly KubeObject[];
  /** What is written down. */
  readonly listed: Deviations;
}

/** A field that differs: `before` is the upstream's, `after` ours. */
export interface Deviation extends ObjectDeviation {
  /** The object, such as `Deployment/prometheus-server`, by its name in the upstream. */
  readonly object: string;
}

/** Something wrong other than an unlisted deviation; the component says in which file. */
export type Problem = Pick<Finding, "object" | "field" | "problem" | "remedy">;

export interface Compared {
  /** How many objects the upstream has. */
  readonly objects: number;
  /** How many of them are listed as absent. */
  readonly absent: number;
  /** How many fields of the others were compared. */
  readonly fields: number;
  /** Every deviation, listed or not. */
  readonly deviations: readonly Deviation[];
  /** Those that are not written down. */
  readonly unlisted: readonly Deviation[];
  readonly problems: readonly Problem[];
}

/** Holds the objects of a component against those of its upstream. Pure. */
export function compare({ upstream, ours, listed }: Comparison): Compared {
  const present = upstream.filter(object => !Object.hasOwn(listed.absent, label(object)));
  const results = present.map(object => compareObject(object, ours, listed));
  const deviations = results.flatMap(result => result.deviations);
  return {
    objects: upstream.length,
    absent: upstream.length - present.length,
    fields: results.reduce((sum, { fields }) => sum + fields, 0),
    deviations,
    unlisted: deviations.filter(({ object, path }) => !Object.hasOwn(listed.fields[object] ?? {}, path)),
    problems: [
      ...results.flatMap(({ problems }) => problems),
      ...merged(upstream, listed),
      ...staleEntries(listed, { upstream, ours }, deviations),
      ...emptyReasons(listed),
    ],
  };
}

type ComparedObject = Pick<Compared, "fields" | "deviations" | "problems">;

function compareObject(upstream: KubeObject, ours: readonly KubeObject[], listed: Deviations): ComparedObject {
  const object = label(upstream);
  const expected = renamed(upstream, listed.names ?? {});
  const match = ours.find(candidate => label(candidate) === label(expected));
  if (match === undefined) return { fields: 0, deviations: [], problems: [missing(object, label(expected))] };
  const form = normalForm(expected);
  const deviations = objectDeviations(form, normalForm(match)).map(deviation => ({ object, ...deviation }));
  return { fields: fieldCount(form), deviations, problems: [] };
}

function missing(object: string, expected: string): Problem {
  const name = expected === object ? "" : ` (it would be ${expected} here)`;
  return {
    object,
    problem: `the upstream has it and the component has not${name}`,
    remedy: 'build it, or write below "absent" why the lab does without it',
  };
}

/** Objects of the upstream that would be one of ours: one of them would be matched by what is not there. */
function merged(upstream: readonly KubeObject[], { names = {} }: Deviations): Problem[] {
  return [...Map.groupBy(upstream, object => label(renamed(object, names)))]
    .filter(([, same]) => new Set(same.map(label)).size > 1)
    .map(([object, same]) => ({
      object,
      problem: `with "names" it would be ${same.map(label).join(" and ")} of the upstream at once`,
      remedy: "give each its own name",
    }));
}
