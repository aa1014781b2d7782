import { versions } from "../arcodange/versions.ts";
import type { Cluster, Node } from "../lab.ts";
import learned from "./learned.json" with { type: "json" };

const virtualMachine = {
  model: "Virtual machine",
  architecture: "arm64",
  instructionSet: "armv8.2-a",
  cpuMillicores: 4000,
  memoryMebibytes: 8192,
  reservedCpuMillicores: 500,
  diskGibibytes: 60,
  disks: [],
} as const satisfies Partial<Node>;

/**
 * Where an upgrade or a recovery is rehearsed: two virtual machines, like production, where Gitea and Traefik answer at
 * the same port of different nodes. Every name repeats without a suffix, because the cluster itself is the coordinate.
 * Nothing of it is public.
 */
export const rehearsal = {
  name: "rehearsal",
  domain: "rehearsal.lab",
  environments: { prod: { sync: { automated: true, prune: true, selfHeal: true } } },
  nodes: {
    vm1: {
      ...virtualMachine,
      role: "server",
      address: "192.168.64.11",
      reservedMemoryMebibytes: 1024,
    },
    vm2: {
      ...virtualMachine,
      role: "agent",
      address: "192.168.64.12",
      reservedMemoryMebibytes: 3072, // Gitea, PostgreSQL, runner
    },
  },
  networks: { lan: "192.168.64.0/24", pods: "10.52.0.0/16", services: "10.53.0.0/16" },
  hosts: {
    user: "debian",
    timeZone: "Europe/Paris",
    timeServers: ["162.159.200.1", "162.159.200.123"], // time.cloudflare.com
    resolvers: ["192.168.64.1", "9.9.9.9"],
  },
  gitea: { node: "vm2", host: "gitea.rehearsal.lab", organisation: "arcodange-org", repository: "lab" },
  postgres: { node: "vm2", port: 5432 },
  vault: { host: "vault.rehearsal.lab", unseal: "hand", sealedToleranceDays: 7 },
  storage: {
    classes: {
      "longhorn-replicated": { replicas: 2, locality: "best-effort" },
      "longhorn-local": { replicas: 1, locality: "strict-local" },
    },
    defaultClass: "longhorn-replicated",
  },
  stepCa: { node: "vm1", host: "ca.rehearsal.lab", ...learned.stepCa },
  pihole: { node: "vm1" },
  buckets: { state: "arcodange-tf", longhornBackups: "rehearsal-longhorn", hostBackups: "rehearsal-hosts" },
  alerts: { receiver: "ntfy" },
  tools: [
    "alertmanager",
    "argocd-image-updater",
    "grafana",
    "kube-state-metrics",
    "node-exporter",
    "pgbouncer",
    "prometheus",
    "redis",
    "site",
    "victoria-logs",
    "vlagent",
  ],
  versions,
} as const satisfies Cluster;
