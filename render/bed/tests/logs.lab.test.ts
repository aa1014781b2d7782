import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { dashboardModel } from "../../../platform/components/grafana/dashboards/dashboard.ts";
import { dashboards } from "../../../platform/components/grafana/dashboards/index.ts";
import { LOGS } from "../../../platform/components/grafana/datasources.ts";
import { STORE_FLAGS } from "../../../platform/components/victoria-logs/store.ts";
import { COLLECTOR_FLAGS } from "../../../platform/components/vlagent/collector.ts";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { Parts } from "../process/parts.ts";
import { program } from "../program/program.ts";
import { type ApiServer, startApiServer } from "../servers/api-server.ts";
import { startEtcd } from "../servers/etcd.ts";
import { apply, demand } from "../servers/kubectl.ts";

const PATIENCE = { timeout: 60_000, interval: 300 };

/** Containers of the node whose files are read. */
const CONTAINERS = [
  { namespace: "erp", pod: "erp-0", container: "web" },
  { namespace: "tools-host", pod: "vlagent-x", container: "vlagent" },
] as const;
const [ERP, OWN] = CONTAINERS;

describe("the rendered flags in a real vlagent and a real VictoriaLogs", () => {
  let folder: string;
  let parts: Parts;
  let server: ApiServer;
  let store: Part;
  let collector: Part;
  let storeUrl: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    mkdirSync(join(folder, "containers"));
    parts = new Parts();
    server = parts.add(await startApiServer(folder, parts.add(await startEtcd(folder))));
    await makePods();
    write(ERP, "before it started");
    write(OWN, "its own");
    store = parts.add(await startStore());
    collector = parts.add(await startCollector());
  });

  afterAll(async () => {
    await parts.stop();
    rmSync(folder, { recursive: true });
  });

  test("a line arrives with its namespace, pod, container and node", async () => {
    await vi.waitFor(async () => expect(await ask("before")).toHaveLength(1), PATIENCE);
    expect((await ask("before"))[0]).toMatchObject({
      _msg: "before it started",
      "kubernetes.pod_namespace": "erp",
      "kubernetes.pod_name": "erp-0",
      "kubernetes.container_name": "web",
      "kubernetes.pod_node_name": "pi1",
    });
  });

  test("a line in JSON keeps its fields, and its message is found", async () => {
    write(ERP, JSON.stringify({ level: "error", msg: "no such order", order: 17 }));
    await vi.waitFor(async () => expect(await ask("level:error")).toHaveLength(1), PATIENCE);
    expect((await ask("level:error"))[0]).toMatchObject({ _msg: "no such order", order: "17" });
  });

  test("the collector leaves out its own lines", async () => {
    write(OWN, "its own, again");
    write(ERP, "after them");
    await vi.waitFor(async () => expect(await ask("after")).toHaveLength(1), PATIENCE);
    expect(await ask("own")).toEqual([]);
  });

  test("nothing is lost or told twice while the store is down and the collector is restarted", async () => {
    await store.stop();
    for (let line = 0; line < 500; line++) write(ERP, `while down, line ${line}`);
    await collector.stop();
    for (let line = 500; line < 1000; line++) write(ERP, `while down, line ${line}`);
    await collector.restart();
    await store.restart();
    const distinct = '"while down" | stats count() lines, count_uniq(_msg) distinct';
    await vi.waitFor(async () => expect(await ask(distinct)).toEqual([{ lines: "1000", distinct: "1000" }]), PATIENCE);
  });

  test("every question of the dashboards is answered", async () => {
    const questions = dashboards.flatMap(dashboard =>
      dashboardModel(dashboard).panels.flatMap(panel => ("datasource" in panel ? panel.targets : [])),
    );
    const logs = questions.filter(({ datasource }) => datasource === LOGS);
    expect(logs.length).toBeGreaterThan(0);
    for (const { expr, queryType } of logs) {
      const path = queryType === "statsRange" ? "stats_query_range" : "query";
      const response = await post(path, { query: expr, start: "-1h", step: "5m", limit: "10" });
      expect(`${response.status}: ${await response.text()}`, expr).toMatch(/^200: .*(while down|matrix|no such)/s);
    }
  });

  async function makePods(): Promise<void> {
    await apply(server, [
      { apiVersion: "v1", kind: "Node", metadata: { name: "pi1" } },
      ...CONTAINERS.map(({ namespace }) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } })),
      ...CONTAINERS.map(({ namespace }) => ({
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "default", namespace },
      })),
    ]);
    await apply(
      server,
      CONTAINERS.map(({ namespace, pod, container }) => ({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: pod, namespace },
        spec: { nodeName: "pi1", containers: [{ name: container, image: "example.org/none:1" }] },
      })),
    );
    for (const { namespace, pod, container } of CONTAINERS) {
      const status = { containerStatuses: [{ ...QUIET, name: container, containerID: `containerd://${idOf(pod)}` }] };
      const words = ["patch", "pod", pod, `--namespace=${namespace}`, "--subresource=status", "--type=merge"];
      await demand(server, ...words, `--patch=${JSON.stringify({ status })}`);
    }
  }

  /** Writes a line as containerd does, into the file that the kubelet names after pod and container. */
  function write({ namespace, pod, container }: (typeof CONTAINERS)[number], line: string): void {
    const file = join(folder, "containers", `${pod}_${namespace}_${container}-${idOf(pod)}.log`);
    appendFileSync(file, `${new Date().toISOString()} stdout F ${line}\n`);
  }

  async function startStore(): Promise<Part> {
    const port = await freePort();
    storeUrl = `http://127.0.0.1:${port}`;
    return startPart({
      name: "victoria-logs",
      program: program("victoria-logs"),
      words: [...instead(STORE_FLAGS, { storageDataPath: join(folder, "data") }), `-httpListenAddr=127.0.0.1:${port}`],
      folder,
      isReady: async () => (await fetch(`${storeUrl}/health`)).ok,
    });
  }

  async function startCollector(): Promise<Part> {
    const port = await freePort();
    return startPart({
      name: "vlagent",
      program: program("vlagent"),
      words: [
        ...instead(COLLECTOR_FLAGS, {
          tmpDataPath: join(folder, "collector"),
          "remoteWrite.url": `${storeUrl}/insert/native`,
        }),
        `-kubernetesCollector.logsPath=${join(folder, "containers")}`,
        `-httpListenAddr=127.0.0.1:${port}`,
      ],
      env: { KUBECONFIG: server.kubeconfig, KUBERNETES_SERVICE_HOST: undefined },
      folder,
      isReady: async () => (await fetch(`http://127.0.0.1:${port}/health`)).ok,
    });
  }

  async function ask(query: string): Promise<Record<string, string>[]> {
    const text = await (await post("query", { query })).text();
    return text
      .split("\n")
      .filter(line => line !== "")
      .map(line => JSON.parse(line));
  }

  function post(path: string, parameters: Record<string, string>): Promise<Response> {
    return fetch(`${storeUrl}/select/logsql/${path}`, { method: "POST", body: new URLSearchParams(parameters) });
  }
});

/** What a container's status must say beside its name and number. */
const QUIET = { image: "example.org/none:1", imageID: "", ready: true, restartCount: 0 };

/** Number of the one container of a pod, as long as containerd's. */
function idOf(pod: string): string {
  return Buffer.from(pod).toString("hex").padEnd(64, "0");
}

/** Flags as they are rendered, but for what lies elsewhere here; each of those must be there to be replaced. */
function instead(flags: readonly string[], values: Readonly<Record<string, string>>): string[] {
  const replaced = new Map(Object.entries(values).map(([name, value]) => [`-${name}`, `-${name}=${value}`]));
  const nameOf = (flag: string) => flag.split("=")[0] ?? "";
  for (const name of replaced.keys()) expect(flags.map(nameOf)).toContain(name);
  return flags.map(flag => replaced.get(nameOf(flag)) ?? flag);
}
