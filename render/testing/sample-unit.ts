import type { KubeObject } from "../../platform/kube-object.ts";
import { componentFile } from "../../platform/naming.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import type { BuiltUnit } from "../model/unit.ts";

/** For tests: a unit of the platform that lies in a namespace of its name. */
export function sampleUnit(
  name: string,
  objects: readonly KubeObject[] = [],
  changes: Partial<BuiltUnit> = {},
): BuiltUnit {
  return {
    cluster: sampleCluster,
    name,
    class: "platform",
    namespace: name,
    file: componentFile(name),
    sync: { automated: true, prune: true, selfHeal: true },
    needs: [],
    crdGroups: [],
    sources: [],
    kinds: [],
    syncOptions: [],
    populate: () => {},
    objects,
    ...changes,
  };
}

/**
 * For tests: an object of the core group, or of the one that is given before its kind.
 *
 * @param kind e.g. `Service`, or `apps/v1/Deployment`
 * @param place e.g. `erp/web`, or `erp` for what has no namespace
 */
export function sampleObject(kind: string, place: string, fields: object = {}): KubeObject {
  const slash = kind.lastIndexOf("/");
  const [name = "", namespace] = place.split("/").reverse();
  return {
    apiVersion: slash === -1 ? "v1" : kind.slice(0, slash),
    kind: kind.slice(slash + 1),
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    ...fields,
  };
}
