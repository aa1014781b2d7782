import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { DaemonSet, Service } from "../../kubernetes.ts";
import { scraped } from "../../shapes/metrics.ts";
import { COMPANIONS, ownImage } from "./images.ts";
import { BACKEND, LONGHORN_LABELS, LONGHORN_PRIORITY, PODS } from "./labels.ts";
import { MANAGER_ACCOUNT } from "./rights.ts";

const WEBHOOK = { port: 9502, portName: "admission-wh" } as const;

/** Folders of the host, with where the manager sees them; it changes only devices and its own volumes. */
const HOST_FOLDERS = {
  boot: { path: "/boot/", mountPath: "/host/boot/", readOnly: true },
  dev: { path: "/dev/", mountPath: "/host/dev/" },
  proc: { path: "/proc/", mountPath: "/host/proc/", readOnly: true },
  etc: { path: "/etc/", mountPath: "/host/etc/", readOnly: true },
  longhorn: { path: "/var/lib/longhorn/", mountPath: "/var/lib/longhorn/", mountPropagation: "Bidirectional" },
} as const;

/** The managers, one on each node, which keep the volumes and start all else; and the services by which they are found. */
export class Manager extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    const metrics = scraped({ port: BACKEND.port });
    new DaemonSet(this, "manager", {
      metadata: { name: "longhorn-manager", labels: { ...LONGHORN_LABELS, ...PODS.manager } },
      spec: {
        revisionHistoryLimit: 2,
        selector: { matchLabels: PODS.manager },
        // All at once: managers of two versions do not work together, and volumes run on without them.
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "100%" } },
        template: {
          metadata: {
            labels: { ...LONGHORN_LABELS, ...PODS.manager, ...metrics.labels },
            annotations: metrics.annotations,
          },
          spec: {
            serviceAccountName: MANAGER_ACCOUNT,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: LONGHORN_PRIORITY,
            containers: [container(cluster)],
            volumes: [
              ...Object.entries(HOST_FOLDERS).map(([name, { path }]) => ({ name, hostPath: { path } })),
              { name: "longhorn-grpc-tls", secret: { secretName: "longhorn-grpc-tls", optional: true } },
            ],
          },
        },
      },
    });
    this.service(BACKEND.name, PODS.manager, { name: "manager", port: BACKEND.port, targetPort: "manager" });
    this.service(
      "longhorn-admission-webhook",
      { "longhorn.io/admission-webhook": "longhorn-admission-webhook" },
      { name: "admission-webhook", port: WEBHOOK.port, targetPort: WEBHOOK.portName },
    );
    this.service(
      "longhorn-recovery-backend",
      { "longhorn.io/recovery-backend": "longhorn-recovery-backend" },
      { name: "recovery-backend", port: 9503, targetPort: "recov-backend" },
    );
  }

  private service(
    name: string,
    selector: Readonly<Record<string, string>>,
    port: { readonly name: string; readonly port: number; readonly targetPort: string },
  ): void {
    const app = selector.app ?? name;
    new Service(this, name, {
      metadata: { name, labels: { ...LONGHORN_LABELS, app } },
      spec: { type: "ClusterIP", selector, ports: [port] },
    });
  }
}

function container(cluster: Cluster) {
  const image = ownImage(cluster, "longhorn-manager");
  return {
    name: "longhorn-manager",
    image,
    imagePullPolicy: "IfNotPresent",
    command: [
      ...["longhorn-manager", "-d", "daemon"],
      ...["--engine-image", ownImage(cluster, "longhorn-engine")],
      ...["--instance-manager-image", ownImage(cluster, "longhorn-instance-manager")],
      ...["--share-manager-image", ownImage(cluster, "longhorn-share-manager")],
      ...["--backing-image-manager-image", ownImage(cluster, "backing-image-manager")],
      ...["--support-bundle-manager-image", COMPANIONS.supportBundle],
      ...["--manager-image", image],
      ...["--service-account", MANAGER_ACCOUNT],
      "--upgrade-version-check",
    ],
    ports: [
      { name: "manager", containerPort: BACKEND.port },
      { name: WEBHOOK.portName, containerPort: WEBHOOK.port },
      { name: "recov-backend", containerPort: 9503 },
    ],
    env: [
      fromField("POD_NAME", "metadata.name"),
      fromField("POD_NAMESPACE", "metadata.namespace"),
      fromField("POD_IP", "status.podIP"),
      fromField("NODE_NAME", "spec.nodeName"),
      { name: "LONGHORN_DISTRO", value: "longhorn" },
    ],
    // It needs more while it reads a backup of many blocks.
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    readinessProbe: { httpGet: { path: "/v1/healthz", port: WEBHOOK.port, scheme: "HTTPS" } },
    securityContext: { privileged: true },
    volumeMounts: [
      ...Object.entries(HOST_FOLDERS).map(([name, { path: _, ...mount }]) => ({ name, ...mount })),
      { name: "longhorn-grpc-tls", mountPath: "/tls-files/" },
    ],
  };
}

/** An environment variable with a field of the pod. */
export function fromField(name: string, fieldPath: string) {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
