import { DATA_BEARING } from "../../../platform/protection.ts";
import { inCluster } from "../desired.ts";
import type { Danger } from "./danger.ts";

/** Where its Application goes as well, `application-removed` and its like tell; of a CRD, `crd-removed`. What a tool builds, nobody sees. */
export const dataLeftBehind: Danger = {
  id: "data-left-behind",
  level: "note",
  explanation:
    "What holds data leaves git and stays in the cluster: nobody manages it any more, a cluster that is made anew does not get it, and what takes its place under another name starts empty",
  remedy: "Keep it in git while somebody needs what it holds, and delete it by hand when nobody does",
  change: ({ change, old, fresh }, { after }) => {
    if (old === undefined || fresh !== undefined || change.verb !== "keep") return [];
    const { kind, metadata } = old.object;
    if (!DATA_BEARING.has(kind) || kind === "CustomResourceDefinition") return [];
    const application = after.applications.get(inCluster(old.cluster, old.application));
    if (application === undefined || application.tool !== undefined) return [];
    return [{ what: `${kind} "${metadata.name}" leaves git and stays` }];
  },
};
