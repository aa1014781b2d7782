import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { PodSpec } from "../../platform/pod-template.ts";
import { SINGLE_POINTS } from "../../platform/single-points.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { admittedNodes } from "./lab/admitted-nodes.ts";
import { type Owned, objectsOfKind, type Workload, workloadsOf } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Losing any one node loses nothing that is not written down: a pod that may run on one node only, a volume with one copy,
 * and data on the disk of whatever node a pod is on, are listed with the reason. A cluster of one node has nothing to lose one by one.
 *
 * That the rest still fits on the nodes that are left is the matter of the rule `capacity`.
 */
export const singlePoints: Rule = {
  name: "single-points",
  check(lab) {
    if (Object.keys(lab.cluster.nodes).length < 2) return [];
    const found = [...pinnedWorkloads(lab), ...hostData(lab), ...singleCopies(lab)];
    const ids = new Set(found.map(({ owned }) => idOf(owned)));
    const listed = new Set(SINGLE_POINTS.map(({ object }) => object));
    return [
      ...found.filter(({ owned }) => !listed.has(idOf(owned))).map(unlisted),
      ...objectsOfKind(lab, ...KINDS)
        .filter(owned => listed.has(idOf(owned)) && !ids.has(idOf(owned)))
        .map(stale),
    ];
  },
};

const FILE = "platform/single-points.ts";
const KINDS = ["CronJob", "DaemonSet", "Deployment", "Job", "PersistentVolumeClaim", "Pod", "StatefulSet"];

/** Something with only one place, and where that is said. */
interface Point {
  readonly owned: Owned;
  readonly field: string;
  readonly problem: string;
}

function pinnedWorkloads(lab: Lab): Point[] {
  return workloadsOf(lab).flatMap(({ unit, object, template }) => {
    const [node, ...others] = admittedNodes(lab.cluster, template.spec);
    if (node === undefined || others.length > 0) return [];
    return {
      owned: { unit, object },
      field: `${template.path}.${pinningField(lab, template.spec)}`,
      problem: `its pods may run on ${inQuotes(node)} only, and are lost with it`,
    };
  });
}

/** What of a pod leaves it one node only. */
function pinningField({ cluster }: Lab, { nodeName, nodeSelector = {} }: PodSpec): string {
  if (nodeName !== undefined) return "nodeName";
  return admittedNodes(cluster, { nodeSelector }).length === 1 ? "nodeSelector" : "affinity";
}

/** A DaemonSet is about the nodes themselves: what it keeps on one concerns that one. */
function hostData(lab: Lab): Point[] {
  return workloadsOf(lab)
    .filter(({ object }) => object.kind !== "DaemonSet")
    .flatMap(({ unit, object, template }) =>
      hostPathsOf(template).map(({ name, path }) => ({
        owned: { unit, object },
        field: `${template.path}.volumes[${name}]`,
        problem: `${inQuotes(path)} of its node is its own, and is lost with it`,
      })),
    );
}

function hostPathsOf({ spec }: Workload["template"]) {
  const volumes = (spec.volumes ?? []) as readonly { name: string; hostPath?: { path: string } }[];
  return volumes.flatMap(({ name, hostPath }) => (hostPath === undefined ? [] : [{ name, path: hostPath.path }]));
}

function singleCopies(lab: Lab): Point[] {
  const single = new Set(
    objectsOfKind(lab, "StorageClass").flatMap(({ object }) => (isSingle(object) ? [object.metadata.name] : [])),
  );
  const classOf = (spec: unknown) =>
    (spec as { storageClassName?: string } | undefined)?.storageClassName ?? lab.cluster.storage.defaultClass;
  const problem = (name: string) => `class ${inQuotes(name)} keeps one copy, which is lost with its node`;
  const claims = objectsOfKind(lab, "PersistentVolumeClaim").flatMap(owned => {
    const name = classOf(owned.object.spec);
    return single.has(name) ? [{ owned, field: "spec.storageClassName", problem: problem(name) }] : [];
  });
  const templates = objectsOfKind(lab, "StatefulSet").flatMap(owned => {
    const { volumeClaimTemplates = [] } = (owned.object.spec ?? {}) as { volumeClaimTemplates?: KubeObject[] };
    return volumeClaimTemplates.flatMap(({ metadata, spec }) => {
      const name = classOf(spec);
      const field = `spec.volumeClaimTemplates[${metadata.name}].spec.storageClassName`;
      return single.has(name) ? [{ owned, field, problem: problem(name) }] : [];
    });
  });
  return [...claims, ...templates];
}

function isSingle({ parameters }: KubeObject): boolean {
  return (parameters as { numberOfReplicas?: string } | undefined)?.numberOfReplicas === "1";
}

function idOf({ object }: Owned): string {
  return `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`;
}

function unlisted({ owned, field, problem }: Point): Finding {
  const remedy = `list ${inQuotes(idOf(owned))} with the reason, or give it a second place,`;
  return objectFinding(singlePoints.name, owned.unit, owned.object, { field, problem, remedy, file: FILE });
}

function stale(owned: Owned): Finding {
  return objectFinding(singlePoints.name, owned.unit, owned.object, {
    problem: "it is listed as a single point, and has more than one place",
    remedy: "remove it from the list",
    file: FILE,
  });
}
