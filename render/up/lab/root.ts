import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import { ROOT } from "../../../platform/naming.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { applyObjects } from "./apply-objects.ts";
import { renderedObjects } from "./rendered-objects.ts";

/** The root Application and its project, by which Argo CD takes over everything, these two among it. */
export const root: Step<LabAt> = {
  name: "root",
  does: "gives Argo CD the root Application",
  limitSeconds: 60,
  undo: `kubectl -n ${ARGOCD_NAMESPACE} delete application ${ROOT}: it takes nothing along, for it has no finalizer`,
  async check({ cluster, kubectl }) {
    const words = ["get", "applications,appprojects", `--namespace=${ARGOCD_NAMESPACE}`, "--output=json"];
    const { items } = JSON.parse(await kubectl(words)) as { items: { kind: string; metadata: { name: string } }[] };
    const missing = rootObjects(cluster.name).filter(
      ({ kind, metadata }) => !items.some(item => item.kind === kind && item.metadata.name === metadata.name),
    );
    return missing.map(({ kind, metadata }) => `${kind} "${metadata.name}" is not there`);
  },
  async do({ cluster, kubectl }) {
    await applyObjects(kubectl, rootObjects(cluster.name));
  },
};

function rootObjects(cluster: string) {
  return renderedObjects(cluster, "applications").filter(({ metadata }) => metadata.name === ROOT);
}
