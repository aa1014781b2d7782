import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap, type Container, Deployment, Service, type Volume, type VolumeMount } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { unprivileged } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { FOLDERS } from "./folders.ts";
import { PROVISIONED, PROVISIONING_MOUNTS, PROVISIONING_VOLUMES } from "./provisioning.ts";
import { grafanaIni } from "./settings.ts";
import { ROOT_CERTIFICATE } from "./sign-in.ts";

const NAME = "grafana";
const PORT = 3000;
const labels = { "app.kubernetes.io/name": NAME };
const metrics = scraped({ port: PORT });

/** User and group of the image: https://grafana.com/docs/grafana/latest/setup-grafana/configure-docker/ */
const USER = 472;

export interface WorkloadProps {
  readonly cluster: Cluster;
  /** Host inside the lab. */
  readonly host: string;
}

/** Grafana's one process, what it reads, and its volume. */
export class Workload extends Construct {
  constructor(scope: Construct, id: string, { cluster, host }: WorkloadProps) {
    super(scope, id);
    const configuration = configurationOf(cluster, host);
    new ConfigMap(this, "configuration", { metadata: { name: NAME, labels }, data: configuration });
    new Deployment(this, "deployment", {
      metadata: { name: NAME, labels },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "Recreate" },
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels: { ...labels, ...metrics.labels },
            annotations: { ...metrics.annotations, ...configDigest({ ...configuration, ...PROVISIONED }) },
          },
          spec: {
            serviceAccountName: NAME,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            securityContext: unprivileged(USER),
            containers: [container(cluster)],
            volumes: [...VOLUMES, ...PROVISIONING_VOLUMES],
          },
        },
      },
    });
    new Service(this, "service", {
      metadata: { name: NAME, labels },
      spec: { selector: labels, ports: [{ name: "service", port: 80, targetPort: "grafana" }] },
    });
  }
}

/** Files of the ConfigMap: the settings, and the root certificate once it is known. */
function configurationOf(cluster: Cluster, host: string): Record<string, string> {
  const { rootCertificate } = cluster.stepCa;
  return {
    "grafana.ini": grafanaIni(cluster, host),
    ...(rootCertificate !== undefined && { [ROOT_CERTIFICATE]: rootCertificate }),
  };
}

/**
 * Grafana 13 rests at 200 to 330 MiB, each plugin's process at some 40 beside; the soft limit is that of the first
 * process alone. Its makers ask for 512: https://grafana.com/docs/grafana/latest/setup-grafana/installation/
 */
function container(cluster: Cluster): Container {
  const probe = { httpGet: { path: "/api/health", port: "grafana" } };
  return {
    name: NAME,
    image: pinnedImage(cluster, NAME, "docker.io/grafana/grafana"),
    imagePullPolicy: "IfNotPresent",
    env: Object.entries(ENVIRONMENT).map(([name, value]) => ({ name, value })),
    ports: [{ name: "grafana", containerPort: PORT }],
    resources: { requests: { cpu: "100m", memory: "384Mi" }, limits: { memory: "384Mi" } },
    startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 120 }, // migrations of its database on a slow disk
    readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 5 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 30, failureThreshold: 10 },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
    volumeMounts: [...MOUNTS, ...PROVISIONING_MOUNTS],
  };
}

/** Folders stand here and not among the settings: the image sets variables of its own, which win over those. */
const ENVIRONMENT = {
  GF_PATHS_DATA: `${FOLDERS.data}/`,
  GF_PATHS_LOGS: "/var/log/grafana",
  GF_PATHS_PLUGINS: `${FOLDERS.data}/plugins`,
  GF_PATHS_PROVISIONING: FOLDERS.provisioning,
  GF_UNIFIED_STORAGE_INDEX_PATH: `${FOLDERS.search}/bleve`,
  GOMEMLIMIT: "256MiB",
};

const MOUNTS: readonly VolumeMount[] = [
  { name: "config", mountPath: "/etc/grafana/grafana.ini", subPath: "grafana.ini", readOnly: true },
  { name: "config", mountPath: FOLDERS.authority, readOnly: true },
  { name: "admin", mountPath: FOLDERS.admin, readOnly: true },
  { name: "oidc", mountPath: FOLDERS.oidc, readOnly: true },
  { name: "storage", mountPath: FOLDERS.data },
  { name: "search", mountPath: FOLDERS.search },
  { name: "tmp", mountPath: "/tmp" }, // Grafana and its plugins speak through sockets in it
];

const VOLUMES: readonly Volume[] = [
  { name: "config", configMap: { name: NAME } },
  { name: "admin", secret: { secretName: owned(NAME, "admin"), defaultMode: 0o440 } },
  { name: "oidc", secret: { secretName: owned(NAME, "oidc"), defaultMode: 0o440 } },
  { name: "storage", persistentVolumeClaim: { claimName: owned(NAME, "data") } },
  { name: "search", emptyDir: { sizeLimit: "256Mi" } },
  { name: "tmp", emptyDir: { sizeLimit: "256Mi" } },
];
