import type { Container, PodSpec } from "../../../platform/pod-template.ts";
import type { Running } from "../process/parts.ts";
import { apiRequest } from "../servers/api-request.ts";
import type { ApiServer } from "../servers/api-server.ts";
import { type ConfigData, lackOf, type Need, podNeeds } from "./pod-needs.ts";
import { Refusal, startStandIn } from "./stand-in.ts";

/** The condition of a pod for which kwok waits; a kubelet sets it too, when the volumes are mounted. */
const MARK = "PodReadyToStartContainers";

const REASON = "CreateContainerConfigError";

/**
 * Stands in for a kubelet's look at what a pod refers to, which kwok cannot do: a pod with a node is marked once every
 * Secret and ConfigMap that its containers need is there. Until then it says what is missing, as a kubelet would.
 */
export function startReferences(folder: string, server: ApiServer): Running {
  return startStandIn({
    name: "references",
    folder,
    pauseMilliseconds: 500,
    async round(signal, report) {
      const api = new Api(server, signal);
      for (const pod of await api.waitingPods()) {
        const lacks = await lacksOf(pod, api);
        if (lacks.length > 0 && markOf(pod)?.message === summary(lacks)) continue;
        await api.patchStatus(pod, statusOf(pod, lacks));
        report(`${pod.metadata.namespace}/${pod.metadata.name}: ${summary(lacks) || "nothing is missing"}`);
      }
    },
  });
}

interface Pod {
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly deletionTimestamp?: string;
  };
  readonly spec: PodSpec;
  readonly status: { readonly conditions?: readonly Condition[] };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

interface Lack {
  /** None: every container waits for it. */
  readonly container: string | undefined;
  readonly message: string;
}

async function lacksOf({ metadata: { namespace }, spec }: Pod, api: Api): Promise<Lack[]> {
  const lacks: Lack[] = [];
  for (const need of podNeeds(spec)) {
    const message = lackOf(need, namespace, await api.find(need, namespace));
    if (message !== undefined) lacks.push({ container: need.container, message });
  }
  return lacks;
}

function markOf({ status }: Pod): Condition | undefined {
  return status.conditions?.find(({ type }) => type === MARK);
}

/** e.g. `secret "smtp" not found, couldn't find key URL in Secret erp/database` */
function summary(lacks: readonly Lack[]): string {
  return [...new Set(lacks.map(({ message }) => message))].join(", ");
}

/** A patch of a pod's status. Nothing is said of a container that lacks nothing: kubectl would show that instead. */
function statusOf({ spec }: Pod, lacks: readonly Lack[]): object {
  const mark = { type: MARK, lastTransitionTime: new Date().toISOString() };
  if (lacks.length === 0) {
    const conditions = [{ ...mark, status: "True", reason: null, message: null }];
    return { conditions, initContainerStatuses: null, containerStatuses: null };
  }
  const waiting = (containers: readonly Container[]) =>
    containers.flatMap(container => waitingStatus(container, lacks));
  return {
    conditions: [{ ...mark, status: "False", reason: REASON, message: summary(lacks) }],
    initContainerStatuses: waiting(spec.initContainers ?? []),
    containerStatuses: waiting(spec.containers ?? []),
  };
}

function waitingStatus({ name, image }: Container, lacks: readonly Lack[]): object[] {
  const lack = lacks.find(({ container }) => container === undefined || container === name);
  if (lack === undefined) return [];
  const state = { waiting: { reason: REASON, message: lack.message } };
  return [{ name, image, imageID: "", ready: false, started: false, restartCount: 0, state }];
}

const NOT_FOUND = 404;
const CONFLICT = 409;

/** The API server in one round: what was read once is not read again. */
class Api {
  readonly #server: ApiServer;
  readonly #signal: AbortSignal;
  readonly #found = new Map<string, Promise<ConfigData | undefined>>();

  constructor(server: ApiServer, signal: AbortSignal) {
    this.#server = server;
    this.#signal = signal;
  }

  /** Pods that have a node, but not the mark. */
  async waitingPods(): Promise<Pod[]> {
    const fields = encodeURIComponent("status.phase=Pending,spec.nodeName!=");
    const { items } = (await this.#get(`/api/v1/pods?fieldSelector=${fields}`)) as { items: readonly Pod[] };
    return items.filter(pod => pod.metadata.deletionTimestamp === undefined && markOf(pod)?.status !== "True");
  }

  find({ kind, name }: Need, namespace: string): Promise<ConfigData | undefined> {
    const path = `/api/v1/namespaces/${namespace}/${kind.toLowerCase()}s/${name}`;
    const found = this.#found.get(path) ?? (this.#get(path) as Promise<ConfigData | undefined>);
    this.#found.set(path, found);
    return found;
  }

  /** A pod that is gone by now, or another of its name, is left alone. */
  async patchStatus({ metadata: { namespace, name, uid } }: Pod, status: object): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/status`;
    const body = { metadata: { uid }, status };
    const response = await apiRequest(this.#server, path, { method: "PATCH", body, signal: this.#signal });
    const answer = (await response.toArray()).join("");
    const code = response.statusCode ?? 0;
    if (code === 200 || code === NOT_FOUND || code === CONFLICT) return;
    const problem = `Cannot patch ${path}: ${answer}`;
    throw code >= 500 || code === 429 ? new Error(problem) : new Refusal(problem);
  }

  /** Undefined when there is no such object. */
  async #get(path: string): Promise<unknown> {
    const response = await apiRequest(this.#server, path, { signal: this.#signal });
    const answer = (await response.toArray()).join("");
    if (response.statusCode === NOT_FOUND) return undefined;
    if (response.statusCode !== 200) throw new Error(`Cannot read ${path}: ${answer}`);
    return JSON.parse(answer);
  }
}
