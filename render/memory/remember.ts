import { hash } from "node:crypto";
import type { Declared } from "../../platform/declared.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { type Built, build } from "../model/build.ts";
import type { Unit } from "../model/unit.ts";
import type { Sources } from "./sources.ts";

/** A `build` that takes from memory what cannot have changed, and the objects that it would take next time. */
export interface Builder {
  readonly build: (unit: Unit) => Built;
  /** Objects by key of every unit built or recalled so far. */
  readonly units: Readonly<Record<string, readonly KubeObject[]>>;
}

/** A builder for these sources; `known` is what an earlier one learnt. */
export function remembering(
  sources: Sources | undefined,
  known: Readonly<Record<string, readonly KubeObject[]>>,
): Builder {
  const units: Record<string, readonly KubeObject[]> = {};
  return {
    units,
    build(unit) {
      const key = keyOf(unit, sources);
      const objects = key === undefined ? undefined : known[key];
      const built = objects === undefined ? build(unit) : { unit: { ...unit, objects }, findings: [] };
      if (key !== undefined && built.findings.length === 0) units[key] = built.unit.objects;
      return built;
    },
  };
}

const digests = new WeakMap<Declared, string>();

/** Digest of the instances that a component sees: what else is declared is part of the machinery. */
function digestOf(declared: Declared): string {
  const known = digests.get(declared);
  if (known !== undefined) return known;
  const digest = hash("sha256", JSON.stringify(declared.instances.map(({ cluster, ...instance }) => instance)));
  digests.set(declared, digest);
  return digest;
}

/** Digest of everything that a unit's objects depend on; undefined where that cannot be known. */
function keyOf(unit: Unit, sources: Sources | undefined): string | undefined {
  if (sources === undefined) return undefined;
  const { machinery, registry, apps } = sources;
  const parts = [machinery, unit.cluster.name, unit.name];
  if (unit.instance !== undefined) {
    const file = apps.get(unit.file);
    if (file === undefined || !file.isSelfContained) return undefined;
    parts.push(registry, file.digest, unit.instance.image);
  }
  if (unit.declared !== undefined) parts.push(digestOf(unit.declared));
  return hash("sha256", parts.join("\0"));
}
