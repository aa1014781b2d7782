import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { clusters } from "../../../clusters/index.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import { destination } from "../../../platform/restart-targets.ts";
import { configReferences } from "../../../platform/secret-references.ts";
import { renderedFolder } from "../../repository.ts";
import { committedObjects } from "../../testing/committed-objects.ts";
import { type ControlPlane, startControlPlane } from "../control-plane.ts";
import { installDefinitions } from "../definitions.ts";
import { Parts } from "../process/parts.ts";
import { apply, demand } from "../servers/kubectl.ts";
import { podNeeds } from "../stand-ins/pod-needs.ts";
import { pinnedTo } from "./pinned.ts";
import { list, type Pod, type Workload, workloads } from "./workloads.ts";

/** Every workload that runs on one node only and is lost with it, such as `arcodange: Deployment/ollama of tools on pi3`. */
const PINNED: readonly string[] = ["arcodange: Deployment/ollama of tools on pi3"];

/** What the pod of Argo CD's Redis makes up before it starts, if it runs. */
const REDIS_PASSWORD: Brought = { name: "argocd-redis", place: "argocd", keys: ["auth"] };

/** What every image of the lab is built for. */
const ARCHITECTURE = "arm64";

/** What the waves of Argo CD bring before what needs it; a claim that finds no class is looked at again after 15 s only. */
const FIRST = ["Namespace", "StorageClass"];

const PATIENCE = { timeout: 120_000, interval: 300 };

let folder: string;
let parts: Parts;
let plane: ControlPlane;

describe.each(clusters)("the pods of rendered/$name, with controllers, a scheduler and nodes", cluster => {
  const entries = committedObjects(cluster.name);
  const makers = entries.filter(({ object }) => podTemplate(object) !== undefined);
  const nodes = Object.keys(cluster.nodes);
  const brought = [...entries.flatMap(({ object }) => secretBroughtBy(object)), REDIS_PASSWORD];
  const pinned = PINNED.filter(line => line.startsWith(`${cluster.name}: `));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    parts = new Parts();
    plane = await startControlPlane(folder, cluster, parts);
    await installDefinitions(plane.server);
    await applyFiles(entries.filter(({ object }) => FIRST.includes(object.kind)));
    await applyFiles(entries.filter(entry => !makers.includes(entry)));
    await quotasAreCounted();
    await applyFiles(makers.filter(({ object }) => object.kind !== "CronJob"));
    await runAtOnce(makers.map(({ object }) => object).filter(({ kind }) => kind === "CronJob"));
  });
  afterAll(stop);

  test("every pod that stays waits for the Secrets that nobody has brought yet, and names one", async () => {
    const waiting = makers.flatMap(entry => {
      const { name, namespace: place = "" } = entry.object.metadata;
      const secrets = requiredSecrets(entry.object).filter(secret => brought.some(isSecret(secret, place)));
      return secrets.length === 0 ? [] : [{ name, place, secrets, lasting: hasLastingPods(entry) }];
    });
    const held = waiting.filter(({ lasting }) => lasting);
    expect(held).not.toEqual([]);
    await vi.waitFor(async () => {
      const complaints = await complaintsOfPods();
      for (const { name, place, secrets } of held) {
        const own = complaints.filter(line => line.startsWith(`${place}/${name}-`));
        const named = own.map(line => secrets.some(secret => line.endsWith(`: secret "${secret}" not found`)));
        expect(named, `${place}/${name}`).toContain(true);
      }
      const isExpected = (line: string) => waiting.some(({ name, place }) => line.startsWith(`${place}/${name}-`));
      expect(complaints.filter(line => !isExpected(line))).toEqual([]);
    }, PATIENCE);
  });

  test("every workload makes all of its pods, and not one is refused, once these Secrets are there", async () => {
    await apply(plane.server, brought.map(madeSecret));
    await vi.waitFor(async () => expect(shortages(await workloads(plane.server))).toEqual([]), PATIENCE);
    const all = await workloads(plane.server);
    expect(all.map(nameOf).sort()).toEqual(makers.map(({ object }) => nameOf(placed(object))).sort());
    expect(all.flatMap(({ warnings }) => warnings).filter(warning => warning.startsWith("FailedCreate"))).toEqual([]);
  });

  test("every pod runs on a node for which its image is built", async () => {
    const found = await list<Pick<Pod, "metadata">>(plane.server, "nodes");
    const isFitting = ({ metadata }: (typeof found)[number]) =>
      metadata.labels?.["kubernetes.io/arch"] === ARCHITECTURE;
    const fitting = found.filter(isFitting).map(({ metadata }) => metadata.name);
    const pods = (await workloads(plane.server)).flatMap(workload => workload.pods);
    const misplaced = pods.filter(({ spec }) => !fitting.includes(spec.nodeName as string));
    expect(misplaced.map(({ metadata }) => metadata.name)).toEqual([]);
  });

  test(`on one node only runs ${pinned.join(", ") || "nothing"}`, async () => {
    const all = await workloads(plane.server);
    const found = await Promise.all(
      all.map(async workload => (await pinnedTo(plane.server, workload)).map(node => pin(workload, node))),
    );
    expect(found.flat().sort()).toEqual(pinned);
  });

  test.each(nodes.length > 1 ? nodes : [])(
    "without %s, every pod that is not pinned to it runs elsewhere",
    async node => {
      await demand(plane.server, "drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=60s");
      await vi.waitFor(async () => {
        const moving = (await workloads(plane.server)).filter(({ kind }) => kind !== "DaemonSet");
        expect(shortages(moving.filter(workload => !pinned.includes(pin(workload, node))))).toEqual([]);
        expect(moving.flatMap(({ pods }) => pods).filter(({ spec }) => spec.nodeName === node)).toEqual([]);
      }, PATIENCE);
      await demand(plane.server, "uncordon", node);
    },
  );

  /** With the keys that the object of the operator gives it, or, where Vault gives them, those that pods ask for. */
  function madeSecret({ name, place, keys }: Brought): object {
    const needs = makers
      .filter(({ object }) => object.metadata.namespace === place)
      .flatMap(({ object }) => podNeeds(podTemplate(object)?.spec ?? {}));
    const asked = needs.flatMap(need => (need.kind === "Secret" && need.name === name && need.key ? [need.key] : []));
    const stringData = Object.fromEntries((keys.length > 0 ? keys : asked).map(key => [key, "made for a test"]));
    return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace: place }, stringData };
  }

  function pin(workload: Workload, node: string): string {
    return `${cluster.name}: ${nameOf(workload)} on ${node}`;
  }
});

describe("a control plane with controllers, a scheduler and nodes", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    parts = new Parts();
    plane = await startControlPlane(folder, arcodange, parts);
    const restricted = { "pod-security.kubernetes.io/enforce": "restricted" };
    await apply(plane.server, [
      namespace("open"),
      namespace("unguarded"),
      namespace("restricted", restricted),
      namespace("narrow"),
    ]);
    const metadata = { name: "quota", namespace: "narrow" };
    await apply(plane.server, [
      { apiVersion: "v1", kind: "ResourceQuota", metadata, spec: { hard: { "requests.memory": "1Gi" } } },
    ]);
    await quotasAreCounted();
  });
  afterAll(stop);

  test("runs a pod that nothing speaks against", async () => {
    await apply(plane.server, [deployment("open", "modest", {})]);
    await vi.waitFor(async () => expect(shortages([await find("modest")])).toEqual([]), PATIENCE);
  });

  test.each([
    ["above the Pod Security level of its namespace", "restricted", {}, /violates PodSecurity "restricted:latest"/],
    ["above the quota of its namespace", "narrow", { containers: [container("2Gi")] }, /exceeded quota: quota/],
    ["with a service account that is not there", "unguarded", { serviceAccountName: "no" }, /serviceaccount "no" not/],
  ])("refuses a pod %s", async (_, place, spec, reason) => {
    await apply(plane.server, [deployment(place, place, spec)]);
    await hasWarning(place, reason);
    const pods = await list<Pod>(plane.server, "pods");
    expect(pods.filter(({ metadata }) => metadata.namespace === place)).toEqual([]);
  });

  test.each([
    ["larger than any node", "large", { containers: [container("64Gi")] }, /Insufficient memory/],
    [
      "for another architecture",
      "alien",
      { nodeSelector: { "kubernetes.io/arch": "amd64" } },
      /didn't match Pod's node/,
    ],
    ["whose claim is not there", "bare", { volumes: [volume("none")] }, /persistentvolumeclaim "none" not found/],
  ])("leaves a pod %s without a node", async (_, name, spec, reason) => {
    await apply(plane.server, [deployment("open", name, spec)]);
    await hasWarning(name, reason);
    expect(shortages([await find(name)])).toHaveLength(1);
  });

  test.each([
    ["that selects it", "selecting", { nodeSelector: { "kubernetes.io/hostname": "pi3" } }, ["pi3"]],
    ["whose volume lies there", "storing", { nodeName: "pi2", volumes: [volume("local")] }, ["pi2"]],
    ["that may move", "moving", { nodeName: "pi1" }, []],
  ])("pinnedTo() names the node of a pod %s", async (_, name, spec, nodes) => {
    await apply(plane.server, [LOCAL_CLASS, LOCAL_CLAIM, deployment("open", name, spec)]);
    await vi.waitFor(async () => expect(shortages([await find(name)])).toEqual([]), PATIENCE);
    expect(await pinnedTo(plane.server, await find(name))).toEqual(nodes);
  });

  async function hasWarning(name: string, reason: RegExp): Promise<void> {
    await vi.waitFor(async () => {
      expect((await find(name)).warnings).toContainEqual(expect.stringMatching(reason));
    }, PATIENCE);
  }

  async function find(name: string): Promise<Workload> {
    const found = (await workloads(plane.server)).find(workload => workload.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  }
});

const LOCAL_CLASS = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "local" },
  provisioner: "driver.longhorn.io",
  parameters: { dataLocality: "strict-local" },
};

const LOCAL_CLAIM = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name: "local", namespace: "open" },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, storageClassName: "local" },
};

async function stop(): Promise<void> {
  await parts.stop();
  rmSync(folder, { recursive: true });
}

/** A Secret that the operator will bring from Vault. */
interface Brought {
  readonly name: string;
  readonly place: string;
  /** Those that are made of what lies in Vault; none when it is taken as it is. */
  readonly keys: readonly string[];
}

function secretBroughtBy(object: KubeObject): Brought[] {
  const name = destination(object);
  if (name === undefined) return [];
  const { transformation } = (object.spec as { destination: { transformation?: { templates?: object } } }).destination;
  return [{ name, place: object.metadata.namespace ?? "", keys: Object.keys(transformation?.templates ?? {}) }];
}

function isSecret(name: string, place: string): (brought: Brought) => boolean {
  return brought => brought.name === name && brought.place === place;
}

/** The pod of a Job may be over before anybody has looked for its Secrets; the tunnel has no pod until it has a name. */
function hasLastingPods({ object: { kind, spec } }: { readonly object: KubeObject }): boolean {
  return kind !== "CronJob" && (spec as { readonly replicas?: number }).replicas !== 0;
}

/** Without those that pull images: a kubelet goes on without one. */
function requiredSecrets(object: KubeObject): string[] {
  const references = configReferences({ ...podTemplate(object)?.spec, imagePullSecrets: [] });
  return references.filter(({ kind, optional }) => kind === "Secret" && !optional).map(({ name }) => name);
}

interface WaitingPod {
  readonly metadata: Pod["metadata"];
  readonly status: {
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

interface ContainerStatus {
  readonly state: { readonly waiting?: { readonly reason: string; readonly message?: string } };
}

/** e.g. `erp/erp-6d4c-x2x: secret "database" not found`, for every container that cannot be made */
async function complaintsOfPods(): Promise<string[]> {
  const pods = await list<WaitingPod>(plane.server, "pods");
  return pods.flatMap(({ metadata: { namespace: place, name }, status }) =>
    [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].flatMap(({ state: { waiting } }) =>
      waiting?.reason === "CreateContainerConfigError" ? [`${place}/${name}: ${waiting.message}`] : [],
    ),
  );
}

async function applyFiles(entries: readonly { readonly path: string }[]): Promise<void> {
  const files = entries.map(({ path }) => `--filename=${join(renderedFolder, path)}`);
  await demand(plane.server, "apply", "--server-side", "--validate=strict", ...files);
}

/** Makes of each CronJob the Job that it would make at its time, which meanwhile makes none. */
async function runAtOnce(cronJobs: readonly KubeObject[]): Promise<void> {
  await apply(
    plane.server,
    cronJobs.map(cronJob => ({ ...cronJob, spec: { ...(cronJob.spec as object), suspend: true } })),
  );
  for (const { name, namespace: place } of cronJobs.map(({ metadata }) => metadata)) {
    await demand(plane.server, "create", "job", name, `--from=cronjob/${name}`, `--namespace=${place}`);
  }
}

/** A quota that was not counted yet refuses every pod. */
async function quotasAreCounted(): Promise<void> {
  await vi.waitFor(async () => {
    const quotas = await list<{ readonly status?: { readonly hard?: object } }>(plane.server, "resourcequotas");
    expect(quotas.filter(({ status }) => status?.hard === undefined)).toEqual([]);
  }, PATIENCE);
}

/** e.g. `Deployment/erp of erp-sandbox` */
function nameOf({ kind, name, namespace: place }: Pick<Workload, "kind" | "name" | "namespace">): string {
  return `${kind}/${name} of ${place}`;
}

/** A CronJob makes no pods itself: its Job, which has its name here, does. */
function placed({ kind, metadata: { name, namespace: place = "" } }: KubeObject) {
  return { kind: kind === "CronJob" ? "Job" : kind, name, namespace: place };
}

/** e.g. `Deployment/erp of erp: 0 of 1 pods. FailedCreate: ...` */
function shortages(all: readonly Workload[]): string[] {
  return all
    .filter(({ wanted, there }) => there !== wanted)
    .map(workload => {
      const { wanted, there, warnings } = workload;
      return [`${nameOf(workload)}: ${there} of ${wanted} pods.`, ...new Set(warnings)].join(" ");
    });
}

function namespace(name: string, labels = {}): object {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

function deployment(place: string, name: string, spec: object): object {
  const labels = { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: place },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container("64Mi")], ...spec } },
    },
  };
}

function container(memory: string): object {
  return { name: "main", image: "registry.example/none:1", resources: { requests: { memory } } };
}

function volume(claimName: string): object {
  return { name: "data", persistentVolumeClaim: { claimName } };
}
