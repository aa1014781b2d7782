import { ARGOCD_NAMESPACE } from "../../platform/components/argocd/namespace.ts";
import { BACKEND, PODS } from "../../platform/components/longhorn/labels.ts";
import { LONGHORN_NAMESPACE } from "../../platform/components/longhorn/namespace.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import { type Action, actionKey, isDestructive } from "./action.ts";
import type { Outside } from "./outside.ts";
import type { ApplicationSpec } from "./read/applications.ts";
import { OUT_OF_SERVICE } from "./read/nodes.ts";
import { type Condition, conditionOf, type KubeItem } from "./read/objects.ts";

export interface Means {
  readonly kubectl: Kubectl;
  readonly outside: Outside;
  /** The node on which the API server runs. */
  readonly server: string;
}

/**
 * Does one thing.
 *
 * @param hasConsent whether a person has typed the name of what it is about
 * @throws {Error} when it fails, and when it is destructive without consent
 */
export async function act(action: Action, hasConsent: boolean, means: Means): Promise<void> {
  if (isDestructive(action) && !hasConsent) {
    throw new Error(`Cannot ${actionKey(action)} unasked: this is a bug in render/recover`);
  }
  const { kubectl, outside } = means;
  switch (action.kind) {
    case "mount":
      return outside.mount(action.host, action.mountPoint);
    case "start-unit":
      return outside.startUnit(action.host, action.unit);
    case "restart-unit":
      return outside.restartUnit(action.host, action.unit);
    case "unseal-vault":
      return outside.unseal();
    case "salvage":
    case "salvage-older":
      return salvage(action.volume, action.replicas, means);
    case "end-operation":
      return endOperation(kubectl, action.application);
    case "start-sync":
      return startSync(kubectl, action.application);
    default:
      await kubectl(wordsFor(action));
  }
}

type Said = Exclude<
  Action["kind"],
  | "mount"
  | "start-unit"
  | "restart-unit"
  | "unseal-vault"
  | "salvage"
  | "salvage-older"
  | "end-operation"
  | "start-sync"
>;

function wordsFor(action: Extract<Action, { readonly kind: Said }>): string[] {
  switch (action.kind) {
    case "take-out-of-service":
      return ["taint", "node", action.node, `${OUT_OF_SERVICE}=nodeshutdown:NoExecute`, "--overwrite"];
    case "return-to-service":
      return ["taint", "node", action.node, `${OUT_OF_SERVICE}-`];
    case "force-delete-pod":
      return [
        "delete",
        "pod",
        action.pod,
        `--namespace=${action.namespace}`,
        "--force",
        "--grace-period=0",
        "--wait=false",
      ];
    case "detach-idle":
    case "detach-used":
      return ["delete", "volumeattachment", action.attachment, "--wait=false"];
    case "restart-workload":
      return ["rollout", "restart", action.workload, `--namespace=${action.namespace}`];
    case "refresh-application":
      return [
        ...annotate,
        action.application,
        `--namespace=${ARGOCD_NAMESPACE}`,
        "argocd.argoproj.io/refresh=hard",
        "--overwrite",
      ];
  }
}

const APPLICATIONS = "applications.argoproj.io";
const annotate = ["annotate", APPLICATIONS];

/**
 * Longhorn salvages by its HTTP API alone. The API server hands the request on, to the manager on its own node: only from
 * there a pod is reached whatever network policies say.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/manager/volume.go (Salvage)
 * @see https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/#discovering-builtin-services
 */
async function salvage(volume: string, replicas: readonly string[], { kubectl, server }: Means): Promise<void> {
  const manager = await managerNear(server, kubectl);
  const path = `/api/v1/namespaces/${LONGHORN_NAMESPACE}/pods/${manager}:${BACKEND.port}/proxy/v1/volumes/${volume}?action=salvage`;
  await kubectl(["create", `--raw=${path}`, "--filename=-"], { input: JSON.stringify({ names: replicas }) });
}

interface PodStatus {
  readonly conditions?: readonly Condition[];
}

async function managerNear(server: string, kubectl: Kubectl): Promise<string> {
  const selector = Object.entries(PODS.manager)
    .map(([key, value]) => `${key}=${value}`)
    .join();
  const words = ["get", "pods", `--namespace=${LONGHORN_NAMESPACE}`, `--selector=${selector}`];
  const text = await kubectl([...words, `--field-selector=spec.nodeName=${server}`, "--output=json"]);
  const { items } = JSON.parse(text) as { items: KubeItem<unknown, PodStatus>[] };
  const ready = items.find(({ status }) => conditionOf(status, "Ready")?.status === "True");
  if (ready !== undefined) return ready.metadata.name;
  throw new Error(`Cannot ask Longhorn to salvage: its manager on ${server} is not ready`);
}

/**
 * Tells a running operation to end, as `argocd app terminate-op` does. One that has ended meanwhile is left alone.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/server/application/application.go (TerminateOperation)
 */
async function endOperation(kubectl: Kubectl, name: string): Promise<void> {
  const { metadata, operation, status } = await readApplication(kubectl, name);
  if (operation === undefined || status?.operationState?.phase !== "Running") return;
  await patchApplication(kubectl, name, {
    metadata: { resourceVersion: metadata.resourceVersion },
    status: { operationState: { phase: "Terminating" } },
  });
}

/**
 * A sync with what the Application says now, as Argo CD would start it by itself; what the last one said is forgotten. The
 * version of what was read keeps this from overwriting a sync that began meanwhile.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/argo/argo.go (SetAppOperation)
 */
async function startSync(kubectl: Kubectl, name: string): Promise<void> {
  const { metadata, spec, operation } = await readApplication(kubectl, name);
  if (operation !== undefined) return;
  const { automated, syncOptions, retry } = spec.syncPolicy ?? {};
  await patchApplication(kubectl, name, {
    metadata: { resourceVersion: metadata.resourceVersion },
    operation: {
      initiatedBy: { username: "lab recover" },
      sync: { prune: automated?.prune ?? false, ...(syncOptions && { syncOptions }) },
      ...(retry && { retry }),
    },
    status: { operationState: null },
  });
}

interface Application {
  readonly metadata: { readonly resourceVersion: string };
  readonly spec: ApplicationSpec;
  readonly operation?: object;
  readonly status?: { readonly operationState?: { readonly phase?: string } };
}

async function readApplication(kubectl: Kubectl, name: string): Promise<Application> {
  return JSON.parse(await kubectl(["get", APPLICATIONS, name, `--namespace=${ARGOCD_NAMESPACE}`, "--output=json"]));
}

async function patchApplication(kubectl: Kubectl, name: string, patch: object): Promise<void> {
  const words = ["patch", APPLICATIONS, name, `--namespace=${ARGOCD_NAMESPACE}`, "--type=merge"];
  await kubectl([...words, `--patch=${JSON.stringify(patch)}`]);
}
