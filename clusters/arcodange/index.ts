import type { Cluster, Node } from "../lab.ts";
import learned from "./learned.json" with { type: "json" };
import { versions } from "./versions.ts";
import { zone } from "./zone.ts";

const pi5 = {
  model: "Raspberry Pi 5",
  architecture: "arm64",
  instructionSet: "armv8.2-a",
  cpuMillicores: 4000,
  memoryMebibytes: 8192,
  reservedMemoryMebibytes: 1024,
  reservedCpuMillicores: 500,
  diskGibibytes: 400,
  disks: ["longhorn"],
} as const satisfies Partial<Node>;

/** The lab at home: three Raspberry Pis behind the router, one public zone. */
export const arcodange = {
  name: "arcodange",
  domain: "arcodange.lab",
  environments: {
    prod: { sync: { automated: true, prune: true, selfHeal: true } },
    sandbox: {
      sync: { automated: true, prune: true, selfHeal: false }, // a person may try things by hand until the next commit
      quota: { cpuMillicores: 1000, memoryMebibytes: 1024, storageGibibytes: 20, pods: 10 },
    },
  },
  nodes: {
    pi1: { ...pi5, role: "server", address: "192.168.1.201" },
    pi2: {
      ...pi5,
      role: "agent",
      address: "192.168.1.202",
      reservedMemoryMebibytes: 4096, // Gitea, PostgreSQL, runner
      disks: ["longhorn", "services"],
    },
    pi3: { ...pi5, role: "agent", address: "192.168.1.203" },
  },
  networks: { lan: "192.168.1.0/24", pods: "10.42.0.0/16", services: "10.43.0.0/16" },
  hosts: {
    user: "pi",
    timeZone: "Europe/Paris",
    timeServers: ["162.159.200.1", "162.159.200.123"], // time.cloudflare.com
    resolvers: ["192.168.1.1", "9.9.9.9"],
  },
  gitea: { node: "pi2", host: "gitea.arcodange.lab", organisation: "arcodange-org", repository: "lab" },
  postgres: { node: "pi2", port: 5432 },
  vault: { host: "vault.arcodange.lab", unseal: "timer", sealedToleranceDays: 7 },
  storage: {
    classes: {
      "longhorn-replicated": { replicas: 2, locality: "best-effort" },
      "longhorn-local": { replicas: 1, locality: "strict-local" },
    },
    defaultClass: "longhorn-replicated",
  },
  stepCa: { node: "pi1", host: "ca.arcodange.lab", ...learned.stepCa },
  pihole: { node: "pi1" },
  ollama: { node: "pi3" },
  buckets: { state: "arcodange-tf", longhornBackups: "arcodange-longhorn", hostBackups: "arcodange-hosts" },
  zone,
  alerts: { receiver: "ntfy" },
  tools: [
    "alertmanager",
    "argocd-image-updater",
    "clickhouse",
    "cloudflared",
    "crowdsec",
    "grafana",
    "kube-state-metrics",
    "node-exporter",
    "ollama",
    "pgbouncer",
    "plausible",
    "prometheus",
    "redis",
    "site",
    "victoria-logs",
    "vlagent",
  ],
  versions,
} as const satisfies Cluster;
