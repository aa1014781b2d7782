import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { groupKind, isClusterScoped } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { objectFinding } from "../findings/object-finding.ts";
import type { ProjectSpec } from "../lab/argocd-objects.ts";
import { permitsClusterObject, permitsNamespace, permitsNamespacedKind } from "../semantics/project-permissions.ts";

/** One finding per kind, and one per namespace, about the first such object. */
export function refusedObjects(unit: BuiltUnit, project: string, permitted: ProjectSpec, server: string): Finding[] {
  const refused = new Map<string, Finding>();
  for (const object of unit.objects) {
    const report = (key: string, field: string, remedy: string) => {
      if (refused.has(key)) return;
      const problem = `project ${quote(project)} does not permit ${quote(key)}`;
      refused.set(key, objectFinding("projects", unit, object, { field, problem, remedy }));
    };
    const namespace = object.metadata.namespace ?? unit.namespace;
    if (!permitsKind(permitted, object)) {
      const name = isClusterScoped(object) ? ` ${object.metadata.name}` : "";
      const remedy = "permit it in platform/components/argocd/kinds.ts, or drop the object";
      report(`${groupKind(object)}${name}`, "kind", remedy);
    }
    if (!isClusterScoped(object) && !permitsNamespace(permitted, server, namespace)) {
      report(namespace, "metadata.namespace", `write ${quote(unit.namespace)}`);
    }
  }
  return [...refused.values()];
}

function permitsKind(permitted: ProjectSpec, object: KubeObject): boolean {
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0));
  return isClusterScoped(object)
    ? permitsClusterObject(permitted, group, kind, metadata.name)
    : permitsNamespacedKind(permitted, group, kind);
}
