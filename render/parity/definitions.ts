import type { Component } from "../../platform/component.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { type Reference, readReference } from "./reference.ts";
import type { Share } from "./share.ts";

/** The CRDs that a component brings, which are no objects of its unit, from the upstream folder. */
export function definitionsOf({ definitions }: Component, folder: string): Share {
  const files = (definitions?.files ?? []).map(name => `${definitions?.mirror}/${name}`);
  return definitionsIn(new Map(files.map(file => [file, readReference(folder, file)])));
}

/** The CRDs of files; one without any is not what it should be. */
export function definitionsIn(files: ReadonlyMap<string, Reference>): Share {
  const remedy = "take the right file, or mend the component's definitions.ts";
  const shares = [...files].map(([file, reference]): Share => {
    if ("unusable" in reference) return { objects: [], problems: [{ problem: reference.unusable, remedy }] };
    const objects = reference.objects.filter(({ kind }) => kind === "CustomResourceDefinition");
    const faults = objects.length === 0 ? [`"${file}" is no CRD and holds none`] : objects.flatMap(faultOf);
    return { objects, problems: faults.map(problem => ({ problem, remedy })) };
  });
  return { objects: shares.flatMap(({ objects }) => objects), problems: shares.flatMap(({ problems }) => problems) };
}

/** What keeps a CRD from saying anything about fields. */
function faultOf({ metadata, spec }: KubeObject): string[] {
  const { group, names, versions } = (spec ?? {}) as { group?: string; names?: { kind?: string }; versions?: unknown };
  const isWhole = typeof group === "string" && typeof names?.kind === "string" && Array.isArray(versions);
  return isWhole ? [] : [`"${metadata.name}" is called a CRD and lacks its group, kind or versions`];
}
