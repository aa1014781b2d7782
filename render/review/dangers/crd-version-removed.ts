import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Desired } from "../desired.ts";
import { type Fields, mappingsOf, textOf, valueAt } from "../objects/fields.ts";
import { writtenIn } from "../objects/written-in.ts";
import { counted } from "../words/counted.ts";
import type { Danger, Sight } from "./danger.ts";

/** https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/ */
export const crdVersionRemoved: Danger = {
  id: "crd-version-removed",
  level: "warn",
  explanation:
    "A version of a custom resource goes, is no longer served or no longer stored: objects and programs that speak it fail, and Kubernetes refuses to drop a version in which it still stores objects",
  remedy:
    "Move objects and controllers to the new version first, and drop the old one when status.storedVersions no longer names it",
  change: ({ old, fresh }, { after }) => {
    if (old === undefined || fresh === undefined || groupKind(fresh.object) !== CRD) return [];
    const remaining = versionsOf(fresh.object);
    return [...versionsOf(old.object)].flatMap(([name, was]) => {
      const is = remaining.get(name);
      const users = usersOf(fresh.object, name, after, fresh.cluster);
      return [...lost(name, was, is, users), ...unstored(name, was, is)];
    });
  },
};

const CRD = "apiextensions.k8s.io/CustomResourceDefinition";

function versionsOf(definition: KubeObject): Map<string, Fields> {
  return new Map(
    mappingsOf(valueAt(definition, "spec.versions")).map(version => [textOf(version.name) ?? "", version]),
  );
}

function lost(name: string, was: Fields, is: Fields | undefined, users: number): Sight[] {
  const field = `spec.versions[${name}]`;
  const inGit =
    users === 0 ? "" : `, and ${counted(users, "object")} in git ${users === 1 ? "is" : "are"} written in it`;
  if (is === undefined) return [{ what: `version "${name}" goes${inGit}`, field }];
  if (was.served !== true || is.served !== false || users === 0) return [];
  return [{ what: `version "${name}" is no longer served${inGit}`, field: `${field}.served` }];
}

/** What is stored stays readable, but nobody rewrites it: the old version cannot go before somebody does. */
function unstored(name: string, was: Fields, is: Fields | undefined): Sight[] {
  if (was.storage !== true || is === undefined || is.storage !== false) return [];
  const what = `version "${name}" is no longer the one that is stored`;
  return [{ level: "note", what, field: `spec.versions[${name}].storage` }];
}

function usersOf(definition: KubeObject, version: string, desired: Desired, cluster: string): number {
  const group = textOf(valueAt(definition, "spec.group")) ?? "";
  const kind = textOf(valueAt(definition, "spec.names.kind")) ?? "";
  return writtenIn(desired, cluster, `${group}/${version}`, kind).length;
}
