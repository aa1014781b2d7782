import { setTimeout as sleep } from "node:timers/promises";
import { groupKind } from "../../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../../platform/kube-object.ts";
import { apiRequest } from "../../../bed/servers/api-request.ts";
import type { ApiServer } from "../../../bed/servers/api-server.ts";
import { kubectl, type LiveObject, listed } from "../../../bed/servers/kubectl.ts";

/** What the cluster and Argo CD say at one moment. */
export interface Record {
  /** By group and kind, namespace and name: `apps/Deployment/erp/erp`. */
  readonly objects: ReadonlyMap<string, Seen>;
  readonly applications: ReadonlyMap<string, LiveApplication>;
}

export interface Seen {
  readonly uid: string;
  /** All that somebody wrote into it, as one text. */
  readonly content: string;
  /** Application that it belongs to. */
  readonly owner: string;
  /** Counts the templates of a workload; "" for others. */
  readonly template: string;
}

export interface LiveApplication {
  readonly metadata: {
    readonly name: string;
    readonly deletionTimestamp?: string;
    readonly finalizers?: readonly string[];
  };
  readonly spec: { readonly destination?: { readonly server?: string } };
  readonly operation?: object;
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string };
    readonly conditions?: readonly { readonly type: string; readonly message: string }[];
    readonly operationState?: {
      readonly phase: string;
      readonly message?: string;
      readonly startedAt: string;
      readonly syncResult?: { readonly revision?: string; readonly resources?: readonly Result[] };
    };
  };
}

/** What a sync says of one object. */
export interface Result {
  readonly group?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status?: string;
  readonly message?: string;
  readonly hookType?: string;
}

const KINDS = [
  ...["configmaps", "secrets", "services", "serviceaccounts", "persistentvolumeclaims", "namespaces"],
  ...["deployments.apps", "statefulsets.apps", "jobs.batch", "roles.rbac.authorization.k8s.io"],
  ...["rolebindings.rbac.authorization.k8s.io", "storageclasses.storage.k8s.io", "leases.coordination.k8s.io"],
  ...["endpointslices.discovery.k8s.io", "customresourcedefinitions.apiextensions.k8s.io"],
  ...["applications.argoproj.io", "appprojects.argoproj.io"],
];

/** Looks at everything that the proof is about. */
export async function witness(server: ApiServer): Promise<Record> {
  const applications = await liveApplications(server);
  const objects = await listed(server, KINDS.join());
  const custom = objects.filter(
    ({ kind, metadata }) => kind === "CustomResourceDefinition" && metadata.name.endsWith(".example.net"),
  );
  for (const { metadata } of custom) {
    const { status, stdout } = await kubectl(server, "get", metadata.name, "--all-namespaces", "--output=json");
    if (status === 0) objects.push(...(JSON.parse(stdout) as { items: LiveObject[] }).items);
  }
  return { applications, objects: new Map(objects.map(object => [identityOf(object), seen(object)])) };
}

async function liveApplications(server: ApiServer): Promise<Map<string, LiveApplication>> {
  const path = "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications";
  const response = await apiRequest(server, path);
  const { items } = JSON.parse((await response.toArray()).join("")) as { items: LiveApplication[] };
  return new Map(items.map(item => [item.metadata.name, item]));
}

function identityOf(object: LiveObject): string {
  const { kind, metadata } = object;
  const typed = { apiVersion: String(object.apiVersion), kind };
  return `${groupKind(typed)}/${metadata.namespace ?? ""}/${metadata.name}`;
}

const TRACKING = "argocd.argoproj.io/tracking-id";
const REVISION = "deployment.kubernetes.io/revision";

const WRITTEN_BY_OTHERS = [
  TRACKING,
  REVISION,
  "kubectl.kubernetes.io/last-applied-configuration",
  "argocd.argoproj.io/refresh",
];

function seen(object: LiveObject): Seen {
  const { status, metadata, operation, ...rest } = object as unknown as KubeObject;
  const { uid, labels = {}, annotations = {} } = metadata;
  const own = Object.entries(annotations).filter(([key]) => !WRITTEN_BY_OTHERS.includes(key));
  const finalizers = rest.kind === "Application" ? metadata.finalizers : undefined;
  const update = (status as { updateRevision?: string } | undefined)?.updateRevision;
  return {
    uid: String(uid),
    content: JSON.stringify([rest, Object.entries(labels).sort(), own.sort(), finalizers]),
    owner: annotations[TRACKING]?.split(":")[0] ?? "",
    template: annotations[REVISION] ?? update ?? "",
  };
}

const QUIET_MILLISECONDS = 8000;
const REMINDER_MILLISECONDS = 10_000;

/**
 * Waits until Argo CD has compared Applications with a commit, or has said why it cannot, and nothing has happened any
 * more for a while. An Application that it forgets is recalled, as its clock would.
 *
 * @param names of Applications that have to be there, and can be compared
 * @returns names of Applications that were not compared in time
 */
export async function settled(server: ApiServer, { commit, names, patienceSeconds }: Wanted): Promise<string[]> {
  const start = performance.now();
  let [last, since, reminded] = ["", start, start];
  for (;;) {
    const applications = [...(await liveApplications(server)).values()];
    const now = performance.now();
    const state = JSON.stringify(applications.map(signature));
    if (state !== last) [last, since] = [state, now];
    const there = new Map(applications.map(application => [application.metadata.name, application]));
    const late = names.filter(name => isLate(there.get(name), commit));
    if (late.length === 0 && now - since > QUIET_MILLISECONDS) return [];
    if (now - start > patienceSeconds * 1000) return late.length === 0 ? ["(no quiet)"] : late;
    if (now - reminded > REMINDER_MILLISECONDS && now - since > REMINDER_MILLISECONDS / 2 && late.length > 0) {
      reminded = now;
      await remind(server, late);
    }
    await sleep(500);
  }
}

/** Lets Argo CD compare Applications once more, as its clock does every few minutes. */
export async function remind(server: ApiServer, names: readonly string[]): Promise<void> {
  await kubectl(
    server,
    "annotate",
    "--namespace=argocd",
    "--overwrite",
    "applications",
    ...names,
    "argocd.argoproj.io/refresh=normal",
  );
}

interface Wanted {
  readonly commit: string;
  readonly names: readonly string[];
  readonly patienceSeconds: number;
}

/** Syncs come and go where an Application heals what it may not prune. */
function signature({ metadata, status }: LiveApplication): unknown[] {
  const conditions = status?.conditions?.map(({ message }) => message);
  return [metadata.name, metadata.deletionTimestamp, status?.sync, conditions];
}

function isLate(application: LiveApplication | undefined, commit: string): boolean {
  if (application === undefined) return true;
  const { metadata, status } = application;
  if (metadata.deletionTimestamp !== undefined) return false;
  const { phase, message = "" } = status?.operationState ?? {};
  if (phase === "Running" && !message.startsWith("waiting for")) return true;
  if (status?.conditions?.some(({ type }) => /Error$/.test(type))) return false;
  return status?.sync?.revision !== commit;
}
