import type { KubeObject } from "../../platform/kube-object.ts";
import type { BuiltUnit } from "./unit.ts";

/** A unit that cannot be applied before another one is healthy. */
export interface Need {
  readonly unit: string;
  readonly needs: string;
}

/**
 * What cannot converge by itself and so must wait: a custom resource for its definition, a claim for its storage
 * class, and what a unit names itself. Everything else is retried until it fits, and would only close cycles here.
 *
 * @param units of one cluster
 */
export function needsOf(units: readonly BuiltUnit[]): Need[] {
  const definers = new Map(units.flatMap(unit => unit.crdGroups.map(group => [group, unit.name] as const)));
  const classes = new Map(
    units.flatMap(unit =>
      unit.objects.filter(isStorageClass).map(({ metadata }) => [metadata.name, unit.name] as const),
    ),
  );
  return units.flatMap(unit => {
    const needed = new Set(unit.needs);
    for (const object of unit.objects) {
      needed.add(definers.get(groupOf(object)) ?? unit.name);
      for (const name of storageClassesOf(object)) needed.add(classes.get(name) ?? unit.name);
    }
    needed.delete(unit.name);
    return [...needed].map(name => ({ unit: unit.name, needs: name }));
  });
}

function groupOf({ apiVersion }: KubeObject): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
}

function isStorageClass({ kind }: KubeObject): boolean {
  return kind === "StorageClass";
}

interface Claim {
  readonly spec?: { readonly storageClassName?: string };
}

/** Names of the storage classes that the claims of an object ask for. */
function storageClassesOf(object: KubeObject): string[] {
  if (object.kind === "PersistentVolumeClaim") return names([object as Claim]);
  if (object.kind !== "StatefulSet") return [];
  return names((object.spec as { volumeClaimTemplates?: readonly Claim[] } | undefined)?.volumeClaimTemplates ?? []);
}

function names(claims: readonly Claim[]): string[] {
  return claims.flatMap(({ spec }) => (spec?.storageClassName === undefined ? [] : [spec.storageClassName]));
}
