import type { Kubectl } from "../../remote/kubectl.ts";
import type { ClusterState } from "../snapshot.ts";
import { readApplications } from "./applications.ts";
import { readAttachments } from "./attachments.ts";
import { handlesOf } from "./handles.ts";
import { readNodes } from "./nodes.ts";
import { objectsOf } from "./objects.ts";
import { readPods } from "./pods.ts";
import { readRestores } from "./restores.ts";
import { readRouted } from "./routed.ts";
import { readSyncedSecrets } from "./synced-secrets.ts";
import { readAutoSalvage, readVolumes } from "./volumes.ts";

/** No Secret is among them. */
const KINDS = [
  ...["nodes", "pods", "persistentvolumes", "volumeattachments.storage.k8s.io"],
  ...["volumes.longhorn.io", "replicas.longhorn.io", "nodes.longhorn.io", "settings.longhorn.io"],
  ...["vaultstaticsecrets.secrets.hashicorp.com", "vaultdynamicsecrets.secrets.hashicorp.com"],
  ...["applications.argoproj.io", "ingressroutes.traefik.io"],
];

/**
 * What the API server knows of the lab, at one moment.
 *
 * @throws {RemoteFailure} when it does not answer
 */
export async function readCluster(kubectl: Kubectl): Promise<ClusterState> {
  const items = await objectsOf(kubectl, KINDS);
  const handles = handlesOf(items);
  return {
    nodes: readNodes(items),
    pods: readPods(items, handles),
    attachments: readAttachments(items, handles),
    volumes: readVolumes(items),
    autoSalvage: readAutoSalvage(items),
    restores: readRestores(items),
    syncedSecrets: readSyncedSecrets(items),
    applications: readApplications(items),
    routed: readRouted(items),
  };
}
