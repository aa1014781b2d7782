import { isDeepStrictEqual } from "node:util";
import { isVaultObject } from "./components/vault-secrets-operator/objects.ts";
import type { KubeObject } from "./kube-object.ts";
import { podTemplate } from "./pod-template.ts";
import { configReferences } from "./secret-references.ts";

const RESTARTABLE: ReadonlySet<string> = new Set(["DaemonSet", "Deployment", "StatefulSet"]);

/**
 * Every object, and in each secret of the operator the workloads of its namespace that read it: they are restarted when
 * it changes. Derived, because a list by hand forgets one.
 *
 * @see https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference#rolloutrestarttarget
 */
export function withRestartTargets(objects: readonly KubeObject[]): KubeObject[] {
  const readers = readersBySecret(objects);
  return objects.map(object => {
    const secret = destination(object);
    const targets = secret === undefined ? undefined : readers.get(`${object.metadata.namespace}/${secret}`);
    if (targets === undefined || isDeepStrictEqual(targets, targetsOf(object))) return object;
    return { ...object, spec: { ...(object.spec as object), rolloutRestartTargets: targets } };
  });
}

function targetsOf({ spec }: KubeObject): unknown {
  return (spec as { rolloutRestartTargets?: unknown } | undefined)?.rolloutRestartTargets;
}

function readersBySecret(objects: readonly KubeObject[]): Map<string, { kind: string; name: string }[]> {
  const readers = new Map<string, { kind: string; name: string }[]>();
  for (const object of objects) {
    const template = RESTARTABLE.has(object.kind) ? podTemplate(object) : undefined;
    if (template === undefined) continue;
    const names = new Set(
      configReferences(template.spec).flatMap(({ kind, name }) => (kind === "Secret" ? [name] : [])),
    );
    for (const name of names) {
      const key = `${object.metadata.namespace}/${name}`;
      readers.set(key, [...(readers.get(key) ?? []), { kind: object.kind, name: object.metadata.name }]);
    }
  }
  return readers;
}

/** Name of the Secret that an object of the operator makes; undefined for every other object. */
export function destination(object: KubeObject): string | undefined {
  if (!isVaultObject(object)) return undefined;
  return (object.spec as { destination?: { name?: string } } | undefined)?.destination?.name;
}
