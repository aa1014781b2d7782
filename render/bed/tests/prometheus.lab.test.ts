import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Alerts } from "../../../clusters/lab.ts";
import { alertmanagerConfiguration } from "../../../platform/components/alertmanager/configuration.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import { load } from "../../model/load.ts";
import { render } from "../../pipeline.ts";
import { repositoryFolder } from "../../repository.ts";
import { Parts } from "../process/parts.ts";
import { program } from "../program/program.ts";
import { type ApiServer, startApiServer } from "../servers/api-server.ts";
import { authority } from "../servers/authority.ts";
import { startEtcd } from "../servers/etcd.ts";
import { apply, demand } from "../servers/kubectl.ts";
import { type Prometheus, startPrometheus } from "../servers/prometheus.ts";
import { TROUBLES } from "./troubles.ts";

const { labs } = await render(await load(repositoryFolder));
const monitored = labs.filter(({ cluster }) => cluster.tools.includes("prometheus"));

/** Where the pod of Prometheus has the certificate of the API server's authority, and its own token. */
const ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

let folder: string;
let vouching: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  vouching = authority(join(folder, "authority")).certificate;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(monitored)("monitoring of $cluster.name", ({ cluster, units }) => {
  const objects = units.flatMap(unit => unit.objects);
  const rules = () => written("alerting_rules.yml", configOf(objects, "prometheus", "alerting_rules.yml"));
  const routes = () => written("alertmanager.yml", configOf(objects, "alertmanager", "alertmanager.yml"));

  test("promtool accepts the configuration of Prometheus, and every file that it names", async () => {
    rules();
    const file = written("prometheus.yml", atHome(configOf(objects, "prometheus", "prometheus.yml")));
    expect(await said("promtool", "check", "config", "--lint=all", "--lint-fatal", file)).toMatch(/SUCCESS/);
  });

  test("promtool accepts every alert, each with a name of its own", async () => {
    expect(await said("promtool", "check", "rules", "--lint=all", "--lint-fatal", rules())).toMatch(/SUCCESS/);
    const names = alertsIn(objects).map(({ alert }) => alert);
    expect(names).toEqual([...new Set(names)]);
  });

  test("every alert asks about jobs that there are", () => {
    const expressions = alertsIn(objects).map(({ expr }) => expr);
    const asked = expressions.flatMap(expr => [...expr.matchAll(/\bjob="([^"]+)"/g)].map(([, job]) => job));
    expect(asked.length).toBeGreaterThan(0);
    expect(jobsOf(objects)).toEqual(expect.arrayContaining(asked));
  });

  test.each(TROUBLES.filter(({ needs }) => needs === undefined || cluster.tools.includes(needs)))(
    "$alert fires when $when, and else it does not",
    async ({ alert, bad, good, after = "6h" }) => {
      const trial = (measurements: Readonly<Record<string, string>>, fires: boolean) => ({
        interval: "1m",
        input_series: Object.entries(measurements).map(([series, values]) => ({ series, values })),
        promql_expr_test: [
          {
            expr: `count(ALERTS{alertname="${alert}",alertstate="firing"})`,
            eval_time: after,
            exp_samples: fires ? [{ labels: "{}", value: 1 }] : [],
          },
        ],
      });
      const rule = written("rule.yml", onlyRule(objects, alert));
      const tests = { rule_files: [rule], evaluation_interval: "1m", tests: [trial(bad, true), trial(good, false)] };
      expect(await said("promtool", "test", "rules", written("trial.yml", JSON.stringify(tests)))).toMatch(/SUCCESS/);
    },
  );

  test("amtool accepts the configuration of Alertmanager", async () => {
    expect(await said("amtool", "check-config", routes())).toMatch(/SUCCESS/);
  });

  test.each([
    ["page", "page"],
    ["ticket", "ticket"],
    ["heartbeat", "watchdog"],
    ["unknown", "ticket"],
  ])("an alert of severity %s goes to the receiver %s", async (severity, receiver) => {
    const words = ["config", "routes", "test", `--config.file=${routes()}`, `--verify.receivers=${receiver}`];
    expect(await said("amtool", ...words, "alertname=Trial", `severity=${severity}`)).toContain(receiver);
  });

  test.each<Alerts>([
    { receiver: "webhook" },
    { receiver: "mail", mail: { to: "me@example.org", from: "lab@example.org", smarthost: "smtp.example.org:587" } },
  ])("amtool accepts the receiver $receiver too", async alerts => {
    const file = written("other.yml", alertmanagerConfiguration({ ...cluster, alerts }, []));
    expect(await said("amtool", "check-config", file)).toMatch(/SUCCESS/);
  });

  test("every alert that explains those of a component names one that runs here", () => {
    const { inhibit_rules } = JSON.parse(configOf(objects, "alertmanager", "alertmanager.yml")) as {
      inhibit_rules: readonly { target_matchers: readonly string[] }[];
    };
    const components = inhibit_rules.flatMap(({ target_matchers }) =>
      target_matchers.flatMap(matcher => /^component=~"(.*)"$/.exec(matcher)?.[1]?.split("|") ?? []),
    );
    expect(units.map(({ name }) => name)).toEqual(expect.arrayContaining(components));
  });
});

describe("Prometheus with the configuration of the lab, on a real API server", () => {
  const objects = labs[0]?.units.flatMap(unit => unit.objects) ?? [];
  const requests: string[] = [];
  let parts: Parts;
  let server: ApiServer;
  let prometheus: Prometheus;
  let pods: http.Server;

  beforeAll(async () => {
    parts = new Parts();
    pods = http.createServer(measurements(requests)).listen(0, "127.0.0.1");
    const etcd = parts.add(await startEtcd(folder));
    server = parts.add(await startApiServer(folder, etcd));
    await apply(server, [
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "tools" } },
      ...objects.filter(isAccountOrRight),
    ]);
    const { port } = pods.address() as AddressInfo;
    await startPod(server, "vault-0", "vault", port, { "prometheus.io/param_format": "prometheus" });
    await startPod(server, "state-0", "kube-state-metrics", port);
    await startPod(server, "ended-0", "ended", port, {}, "Failed");
    await startPod(server, "quiet-0", "quiet", port, {}, "Running", {});
    written("alerting_rules.yml", configOf(objects, "prometheus", "alerting_rules.yml"));
    const kubeconfig = written("prometheus.kubeconfig", await kubeconfigOf(server));
    const configuration = atHome(configOf(objects, "prometheus", "prometheus.yml"));
    prometheus = parts.add(await startPrometheus(folder, asOutside(configuration, kubeconfig)));
  });
  afterAll(async () => {
    await parts?.stop();
    pods?.close();
  });

  test("looks at pods that run and carry the label, and at nothing else of them", async () => {
    await vi.waitFor(async () => {
      const targets = await jobs("pods");
      expect(targets.map(({ labels }) => labels).sort(byJob)).toEqual([
        { instance: "state-0", job: "kube-state-metrics" },
        { instance: "vault-0", job: "vault", namespace: "tools", node: "pi1", pod: "vault-0" },
      ]);
      expect(targets.map(({ health }) => health)).toEqual(["up", "up"]);
    }, PATIENCE);
  });

  test("asks each at the path, and with the words, that its annotations say", () => {
    expect(requests).toContain("/measurements?format=prometheus");
    expect(requests).toContain("/measurements");
  });

  test("believes kube-state-metrics which pod it speaks of, and adds nothing of its own", async () => {
    await vi.waitFor(async () => {
      const { data } = (await (await fetch(`${prometheus.url}/api/v1/query?query=kube_pod_info`)).json()) as {
        data: { result: readonly { metric: object }[] };
      };
      expect(data.result.map(({ metric }) => metric)).toContainEqual({
        __name__: "kube_pod_info",
        ...{ instance: "state-0", job: "kube-state-metrics", namespace: "erp", node: "pi2", pod: "erp-1" },
      });
    }, PATIENCE);
  });

  test("finds the nodes, at their kubelets' own port, by the rights that it is given", async () => {
    await vi.waitFor(async () => {
      for (const [job, path] of [
        ["kubelet", "/metrics"],
        ["cadvisor", "/metrics/cadvisor"],
      ] as const) {
        const targets = await jobs(job);
        expect(targets).toMatchObject([
          { scrapeUrl: `https://192.0.2.1:10250${path}`, labels: { job, instance: "pi1", node: "pi1" } },
        ]);
      }
    }, PATIENCE);
  });

  test("knows the API server by its node", async () => {
    const [cluster] = labs.map(lab => lab.cluster);
    const servers = Object.entries(cluster?.nodes ?? {}).filter(([, { role }]) => role === "server");
    expect((await jobs("apiserver")).map(({ scrapeUrl, labels }) => [labels.node, scrapeUrl])).toEqual(
      servers.map(([node, { address }]) => [node, `https://${address}:6443/metrics`]),
    );
  });

  test("evaluates every rule, and the heartbeat beats", async () => {
    await vi.waitFor(async () => {
      const answer = await (await fetch(`${prometheus.url}/api/v1/rules?type=alert`)).json();
      const all = (answer as { data: { groups: readonly { rules: readonly Rule[] }[] } }).data.groups.flatMap(
        ({ rules }) => rules,
      );
      expect(all.filter(({ health }) => health !== "ok")).toEqual([]);
      expect(all.find(({ name }) => name === "Watchdog")?.state).toBe("firing");
    }, PATIENCE);
  });

  /** What Prometheus looks at for one job of its configuration. */
  async function jobs(name: string): Promise<Target[]> {
    const answer = await (await fetch(`${prometheus.url}/api/v1/targets?state=active`)).json();
    const { activeTargets } = (answer as { data: { activeTargets: readonly Target[] } }).data;
    return activeTargets.filter(({ scrapePool }) => scrapePool === name);
  }
});

const PATIENCE = { timeout: 60_000, interval: 200 };

interface Target {
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly health: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Rule {
  readonly name: string;
  readonly health: string;
  readonly state: string;
}

function byJob(one: Target["labels"], other: Target["labels"]): number {
  return (one.job ?? "") < (other.job ?? "") ? -1 : 1;
}

function configOf(objects: readonly KubeObject[], name: string, key: string): string {
  const found = objects.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === name);
  return (found?.data as Record<string, string> | undefined)?.[key] as string;
}

/** Jobs by name: those of the configuration, and of pods the name that they carry. */
function jobsOf(objects: readonly KubeObject[]): string[] {
  const { scrape_configs } = JSON.parse(configOf(objects, "prometheus", "prometheus.yml")) as {
    scrape_configs: readonly { job_name: string }[];
  };
  const pods = objects.flatMap(object => podTemplate(object)?.labels["app.kubernetes.io/name"] ?? []);
  return [...scrape_configs.map(({ job_name }) => job_name), ...pods];
}

/** The one rule of an alert: all of them over hours would take minutes. */
function onlyRule(objects: readonly KubeObject[], name: string): string {
  const rules = alertsIn(objects).filter(({ alert }) => alert === name);
  return JSON.stringify({ groups: [{ name, rules }] });
}

function alertsIn(objects: readonly KubeObject[]): { readonly alert: string; readonly expr: string }[] {
  const { groups } = JSON.parse(configOf(objects, "prometheus", "alerting_rules.yml")) as {
    groups: readonly { rules: readonly { alert: string; expr: string }[] }[];
  };
  return groups.flatMap(({ rules }) => rules);
}

/** The configuration with its files in the folder of this test. */
function atHome(configuration: string): string {
  written("token", "none");
  return configuration
    .replaceAll(`${ACCOUNT}/ca.crt`, vouching)
    .replaceAll(`${ACCOUNT}/token`, join(folder, "token"))
    .replaceAll("/etc/config", folder);
}

/** The configuration for a Prometheus that runs outside of the cluster, and is not patient. */
function asOutside(configuration: string, kubeconfig: string): string {
  const { global, scrape_configs, ...rest } = JSON.parse(configuration);
  return JSON.stringify({
    ...rest,
    global: { ...global, scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" },
    scrape_configs: scrape_configs.map((job: { kubernetes_sd_configs?: readonly object[] }) => ({
      ...job,
      ...(job.kubernetes_sd_configs && {
        kubernetes_sd_configs: job.kubernetes_sd_configs.map(discovery => ({
          ...discovery,
          kubeconfig_file: kubeconfig,
        })),
      }),
    })),
  });
}

function isAccountOrRight({ kind, metadata }: KubeObject): boolean {
  return ["ServiceAccount", "ClusterRole", "ClusterRoleBinding"].includes(kind) && metadata.name === "prometheus";
}

/** By which Prometheus asks the API server as its own account, with the rights that the tree gives it. */
async function kubeconfigOf(server: ApiServer): Promise<string> {
  const token = (await demand(server, "create", "token", "prometheus", "--namespace=tools")).trim();
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "lab",
    contexts: [{ name: "lab", context: { cluster: "lab", user: "prometheus" } }],
    clusters: [{ name: "lab", cluster: { server: server.url, "certificate-authority": server.certificate } }],
    users: [{ name: "prometheus", user: { token } }],
  });
}

/** A pod with two ports on `pi1`, which no kubelet runs: whatever answers at the loopback address stands for it. */
async function startPod(
  server: ApiServer,
  name: string,
  app: string,
  port: number,
  annotations: Readonly<Record<string, string>> = {},
  phase = "Running",
  labels: Readonly<Record<string, string>> = { "lab/metrics": "scraped" },
): Promise<void> {
  await apply(server, [
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name,
        namespace: "tools",
        labels: { "app.kubernetes.io/name": app, ...labels },
        annotations: { "prometheus.io/port": `${port}`, "prometheus.io/path": "/measurements", ...annotations },
      },
      spec: {
        nodeName: "pi1",
        serviceAccountName: "prometheus",
        automountServiceAccountToken: false,
        containers: [
          { name: "main", image: "example.org/none:1", ports: [{ containerPort: port }] },
          { name: "beside", image: "example.org/none:1", ports: [{ containerPort: 1234 }] },
        ],
      },
    },
    { apiVersion: "v1", kind: "Node", metadata: { name: "pi1" } },
  ]);
  const status = { phase, podIP: "127.0.0.1", podIPs: [{ ip: "127.0.0.1" }] };
  await patchStatus(server, ["pod", name, "--namespace=tools"], status);
  await patchStatus(server, ["node", "pi1"], {
    addresses: [{ type: "InternalIP", address: "192.0.2.1" }],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
  });
}

async function patchStatus(server: ApiServer, object: readonly string[], status: object): Promise<void> {
  await demand(
    server,
    ...["patch", ...object, "--subresource=status", "--type=merge", `--patch=${JSON.stringify({ status })}`],
  );
}

/** Answers as every pod would, and notes what was asked. */
function measurements(requests: string[]): http.RequestListener {
  return ({ url = "" }, response) => {
    requests.push(url);
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end('kube_pod_info{namespace="erp",pod="erp-1",node="pi2"} 1\n');
  };
}

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** All that a program says, whether it likes what it reads or not. */
async function said(name: string, ...words: string[]): Promise<string> {
  const [file, ...first] = program(name);
  const { stdout, stderr } = await promisify(execFile)(file, [...first, ...words]).catch(error => error);
  return `${stdout}${stderr}`;
}
