import { App, Chart, type Size } from "cdk8s";
import type { Cluster, Node } from "../../clusters/lab.ts";
import type { Instance } from "../instance.ts";
import type { KubeObject } from "../kube-object.ts";

const pi: Omit<Node, "role" | "address"> = {
  model: "Raspberry Pi 5",
  architecture: "arm64",
  instructionSet: "armv8.2-a",
  cpuMillicores: 4000,
  memoryMebibytes: 8192,
  reservedMemoryMebibytes: 1024,
  reservedCpuMillicores: 500,
  diskGibibytes: 400,
  disks: ["longhorn"],
};

const pin = (repository: string) => ({ version: "v1.2.3", source: `github.com/${repository}` });

/** For tests: a valid cluster with a public zone, a production without a quota and a sandbox with one. */
export const sampleCluster: Cluster = {
  name: "home",
  domain: "home.lab",
  environments: {
    prod: { sync: { automated: true, prune: true, selfHeal: true } },
    sandbox: {
      sync: { automated: true, prune: true, selfHeal: false },
      quota: { cpuMillicores: 1500, memoryMebibytes: 768, storageGibibytes: 20, pods: 10 },
    },
  },
  nodes: {
    pi1: { ...pi, role: "server", address: "192.168.1.11" },
    pi2: { ...pi, role: "agent", address: "192.168.1.12" },
  },
  networks: { lan: "192.168.1.0/24", pods: "10.42.0.0/16", services: "10.43.0.0/16" },
  hosts: { user: "admin", timeZone: "Europe/Paris", timeServers: ["192.0.2.1"], resolvers: ["192.168.1.1"] },
  gitea: { node: "pi2", host: "git.home.lab", organisation: "home-org", repository: "lab" },
  postgres: { node: "pi2", port: 5433 },
  vault: { host: "vault.home.lab", unseal: "hand", sealedToleranceDays: 7 },
  storage: {
    classes: { replicated: { replicas: 2, locality: "best-effort" } },
    defaultClass: "replicated",
  },
  stepCa: { node: "pi1", host: "ca.home.lab" },
  pihole: { node: "pi1" },
  buckets: { state: "home-tf", longhornBackups: "home-longhorn", hostBackups: "home-hosts" },
  zone: {
    name: "example.org",
    registrar: "ovh",
    dns: "cloudflare",
    acmeDomain: "home.duckdns.org",
    acmeEmail: "admin@example.org",
  },
  alerts: { receiver: "ntfy" },
  tools: [],
  versions: {
    argocd: pin("argoproj/argo-cd"),
    gitea: pin("go-gitea/gitea"),
    "gitea-runner": pin("gitea/runner"),
    k3s: pin("k3s-io/k3s"),
    longhorn: pin("longhorn/longhorn-manager"),
    pihole: pin("pi-hole/docker-pi-hole"),
    postgres: pin("docker-library/postgres"),
    "step-ca": pin("smallstep/certificates"),
    traefik: pin("traefik/traefik"),
    vault: pin("hashicorp/vault"),
    "vault-secrets-operator": pin("hashicorp/vault-secrets-operator"),
  },
};

/** For tests: app `shop` in sandbox, so that its name differs from the app's; it asks for nothing but what is given. */
export function sampleInstance(changes: Partial<Instance> = {}): Instance {
  return {
    cluster: sampleCluster,
    app: "shop",
    environment: "sandbox",
    name: "shop-sandbox",
    image: "git.home.lab/home-org/shop:1.0.0",
    host: "shop-sandbox.home.lab",
    publicHosts: [],
    database: false,
    secrets: [],
    volumes: {} as Readonly<Record<string, Size>>,
    internetPorts: [],
    tools: [],
    ...changes,
  };
}

/** For tests: the objects that constructs put into a chart, in that order. */
export function objectsIn(fill: (chart: Chart) => void): KubeObject[] {
  const chart = new Chart(new App({ outdir: "never-written" }), "sample", { disableResourceNameHashes: true });
  fill(chart);
  return chart.toJson();
}

/**
 * For tests: the one object of a kind, and of a name where there are several.
 *
 * @throws {Error} when there is none, or more than one
 */
export function only(objects: readonly KubeObject[], kind: string, name?: string): AnyObject {
  const found = objects.filter(object => object.kind === kind && (name === undefined || object.metadata.name === name));
  if (found.length !== 1) throw new Error(`Cannot pick ${kind}/${name ?? "*"}: there are ${found.length}`);
  return found[0];
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads fields of any kind
export type AnyObject = any;
