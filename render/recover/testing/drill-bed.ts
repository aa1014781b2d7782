import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installDefinitions } from "../../bed/definitions.ts";
import { eventually } from "../../bed/eventually.ts";
import { Parts } from "../../bed/process/parts.ts";
import { program } from "../../bed/program/program.ts";
import { startApiServer } from "../../bed/servers/api-server.ts";
import { startEtcd } from "../../bed/servers/etcd.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import { act } from "../act.ts";
import type { Drill } from "../drills.ts";
import { PATIENCE } from "../memory.ts";
import { observe } from "../observe.ts";
import { type Outcome, recover } from "../recover.ts";
import { type ApiClient, apiClient } from "./api-client.ts";
import { foundations, type Made, PATHS, podsOf, SERVER_ADDRESS, WORKLOADS, wellObjects } from "./lab-objects.ts";
import { isReady, type Live, readLive } from "./live.ts";
import { type Recorder, startRecorder, type Write } from "./recorder.ts";
import { RESTARTED, salvage, step } from "./stand-ins.ts";
import { newWorld, outsideOf, runsK3s } from "./world.ts";

/** How a drill went. */
export interface Run {
  readonly outcome: Outcome;
  /** What the run has written to the API server, with the lab as it was right before. */
  readonly writes: readonly { readonly write: Write; readonly before: Live }[];
  /** What it saw and did. */
  readonly log: readonly string[];
  readonly minutes: number;
}

/** A real API server with the lab's CRDs, and stand-ins for all that acts on it. */
export interface DrillBed {
  run(drill: Drill): Promise<Run>;
  stop(): Promise<void>;
}

const LIMIT_SECONDS = 7200;

/** Longer than in a lab: time costs nothing here, and each look does. */
const PAUSES = { firstSeconds: 60, longestSeconds: 300 };

export async function startDrillBed(): Promise<DrillBed> {
  const folder = mkdtempSync(join(tmpdir(), "drills-"));
  const parts = new Parts();
  const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true }), () => parts.stop()];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const server = parts.add(await startApiServer(folder, parts.add(await startEtcd(folder))));
    await installDefinitions(server, ["argocd", "longhorn", "vault-secrets-operator", "traefik"]);
    const api = apiClient(server);
    closing.push(() => api.close());
    const recorder = await startRecorder(server);
    closing.push(() => recorder.close());
    const longhorn = await startLonghorn(api);
    closing.push(() => longhorn.close());
    const kubectl = kubectlAt(folder, recorder.url);
    for (const made of foundations()) await make(api, made);
    await eventually("the API server reads what it has", () => readLive(api).then(() => undefined)); // of new CRDs a moment later
    return { run: drill => runDrill(drill, { api, recorder, kubectl }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Bed {
  readonly api: ApiClient;
  readonly recorder: Recorder;
  readonly kubectl: Kubectl;
}

/** Time passes only while the run sleeps, and then everybody else acts. */
async function runDrill(drill: Drill, { api, recorder, kubectl }: Bed): Promise<Run> {
  await reset(api);
  const start = Date.now();
  const world = newWorld(start);
  for (const fault of drill.faults) await fault(world, api);
  let live = await settle();
  recorder.writes.length = 0;
  const noted = new Map<Write, Live>();
  recorder.onWrite = async write => void noted.set(write, await readLive(api));
  const log: string[] = [];
  const outside = outsideOf(world, () =>
    live.pods.some(({ metadata, spec }) => metadata.name === "vault-0" && isReady(live, spec.nodeName)),
  );
  const answers = [...(drill.types ?? [])];

  async function settle(): Promise<Live> {
    const seen = await step(world, api);
    recorder.isOpen = runsK3s(world, "pi1");
    return seen;
  }

  const means = { kubectl, outside, server: "pi1" };
  const outcome = await recover({
    observe: () => observe(means, () => world.now),
    routes: outside.routes,
    act: (action, hasConsent) => act(action, hasConsent, means),
    ask: async () => answers.shift(),
    journal: { write: (at, line) => log.push(`${Math.round((at - start) / 1000)} s: ${line}`) },
    clock: {
      now: () => world.now,
      async sleep(milliseconds) {
        world.now += milliseconds;
        await settle();
        live = await settle();
      },
    },
    patience: PATIENCE,
    pauses: PAUSES,
    limitSeconds: LIMIT_SECONDS,
  });
  recorder.isOpen = true;
  const writes = [...noted].map(([write, before]) => ({ write, before }));
  return { outcome, writes, log, minutes: (world.now - start) / 60_000 };
}

async function make(api: ApiClient, { path, body, status }: Made): Promise<void> {
  await api.create(path, body);
  if (status !== undefined) await api.merge(`${path}/${body.metadata.name}/status`, { status });
}

/** Takes away what the last drill has left, and makes the lab anew. */
async function reset(api: ApiClient): Promise<void> {
  const left = await readLive(api);
  for (const { metadata } of left.attachments) {
    await api.merge(`${PATHS.attachments}/${metadata.name}`, { metadata: { finalizers: [] } });
  }
  const kinds = [
    "nodes",
    "attachments",
    "volumes",
    "replicas",
    "longhornNodes",
    "settings",
    "secrets",
    "applications",
  ] as const;
  await Promise.all([
    ...kinds.flatMap(kind => left[kind].map(({ metadata }) => api.remove(`${PATHS[kind]}/${metadata.name}`))),
    ...left.pods.map(({ metadata }) => api.remove(`${podsOf(metadata.namespace ?? "")}/${metadata.name}`)),
    ...Object.values(WORKLOADS).map(({ path, name }) =>
      api.merge(`${path}/${name}`, { spec: { template: { metadata: { annotations: { [RESTARTED]: null } } } } }),
    ),
  ]);
  await Promise.all(wellObjects().map(made => make(api, made)));
}

/** Stands in for the API of Longhorn's manager on the server's node, to which the API server hands requests on. */
async function startLonghorn(api: ApiClient): Promise<{ close(): void }> {
  const server: Server = createServer(async (incoming, outgoing) => {
    const [, volume] = /^\/v1\/volumes\/([^/?]+)\?action=salvage$/.exec(incoming.url ?? "") ?? [];
    const text = Buffer.concat((await incoming.toArray()) as Buffer[]).toString();
    if (incoming.method !== "POST" || volume === undefined) return void outgoing.writeHead(404).end();
    const { names } = JSON.parse(text) as { names: string[] };
    const refusal = await salvage(api, volume, names);
    outgoing.writeHead(refusal === undefined ? 200 : 500, { "content-type": "application/json" });
    outgoing.end(JSON.stringify({ message: refusal ?? "salvaged" }));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(9500, SERVER_ADDRESS, resolve);
  await promise;
  return {
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The real kubectl, by way of the recorder. */
function kubectlAt(folder: string, url: string): Kubectl {
  const config = join(folder, "recorded");
  const contexts = [{ name: "drill", context: { cluster: "drill", user: "drill" } }];
  writeFileSync(
    config,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "drill", cluster: { server: url } }],
      users: [{ name: "drill", user: {} }],
      contexts,
      "current-context": "drill",
    }),
  );
  const [file, ...first] = program("kubectl");
  const own = [`--kubeconfig=${config}`, `--cache-dir=${join(folder, "cache")}`];
  return (words, { input = "" } = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const options = { maxBuffer: 1 << 28, env: { ...process.env, GOGC: "off" } }; // it lives too short to tidy up
    const child = execFile(file, [...first, ...own, ...words], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr || error.message));
    });
    child.stdin?.on("error", () => undefined).end(input);
    return promise;
  };
}
