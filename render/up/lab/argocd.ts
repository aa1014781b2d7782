import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { onlyDefinitions } from "../../crds/only-definitions.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { applyObjects, applyText } from "./apply-objects.ts";
import { currentCluster } from "./current-cluster.ts";
import { pinnedDefinitions } from "./definitions.ts";
import { isBuiltIn, renderedObjects } from "./rendered-objects.ts";
import { until } from "./until.ts";

const LIMIT_SECONDS = 900;

/**
 * Argo CD as it was rendered, for a cluster that has none that works: its CRDs, its namespace, then everything of it that
 * Kubernetes knows. What needs the CRDs of others, such as its route, comes when Argo CD syncs itself.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#manage-argo-cd-using-argo-cd
 */
export const argocd: Step<LabAt> = {
  name: "argocd",
  does: "brings Argo CD",
  limitSeconds: LIMIT_SECONDS,
  undo: `kubectl delete namespace ${ARGOCD_NAMESPACE}: what it has deployed stays`,
  check: missing,
  async do(on) {
    const { kubectl, say } = on;
    const cluster = currentCluster(on.cluster);
    const objects = renderedObjects(cluster.name, "argocd").filter(isBuiltIn);
    await applyObjects(kubectl, objects.filter(isNamespace));
    const definitions = await pinnedDefinitions(cluster, ["argocd"]);
    const names = await applyText(
      kubectl,
      definitions.flatMap(({ files }) => [...files.values()].map(textOf)).join("\n---\n"),
    );
    const unserved = await until(() => notServed(kubectl, names), 60, say, 1);
    if (unserved.length > 0) throw new Error(`Cannot bring Argo CD: ${unserved.join(", ")}`);
    await applyObjects(
      kubectl,
      objects.filter(object => !isNamespace(object)),
    );
    await until(() => missing(on), LIMIT_SECONDS - 120, say);
  },
};

function textOf(content: Uint8Array): string {
  return onlyDefinitions(Buffer.from(content).toString());
}

/** CRDs that the API server does not serve yet; `kubectl wait` fails on those that it has just got. */
async function notServed(kubectl: Kubectl, names: readonly string[]): Promise<string[]> {
  const { items } = JSON.parse(await kubectl(["get", ...names, "--output=json"])) as { items: readonly Definition[] };
  return items.filter(item => !isEstablished(item)).map(({ metadata }) => `${metadata.name} is not served`);
}

function isEstablished({ status }: Definition): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === "Established" && value === "True") === true;
}

interface Definition {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] | null };
}

function isNamespace({ kind }: KubeObject): boolean {
  return kind === "Namespace";
}

async function missing({ cluster, kubectl }: LabAt): Promise<string[]> {
  const wanted = renderedObjects(cluster.name, "argocd").filter(({ kind }) => WORKLOADS.includes(kind));
  const live = await workloads(kubectl);
  return wanted.flatMap(({ kind, metadata: { name } }) => {
    const workload = live.find(candidate => candidate.kind === kind && candidate.metadata.name === name);
    if (workload === undefined) return [`${kind} "${name}" is not there`];
    const { replicas = 1 } = workload.spec;
    const ready = workload.status?.readyReplicas ?? 0;
    return ready >= replicas ? [] : [`${kind} "${name}" has ${ready} of ${replicas} pods ready`];
  });
}

const WORKLOADS: readonly string[] = ["Deployment", "StatefulSet"];

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly replicas?: number };
  readonly status?: { readonly readyReplicas?: number };
}

async function workloads(kubectl: Kubectl): Promise<readonly Workload[]> {
  const words = ["get", "deployments,statefulsets", `--namespace=${ARGOCD_NAMESPACE}`, "--output=json"];
  return (JSON.parse(await kubectl(words)) as { items: Workload[] }).items;
}
