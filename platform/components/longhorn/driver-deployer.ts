import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Container, Deployment } from "../../kubernetes.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { COMPANIONS, ownImage } from "./images.ts";
import { BACKEND, LONGHORN_LABELS, LONGHORN_PRIORITY, PODS } from "./labels.ts";
import { fromField } from "./manager.ts";
import { MANAGER_ACCOUNT } from "./rights.ts";

const API = `http://${BACKEND.name}:${BACKEND.port}/v1`;

/** Starts the CSI driver, by which Kubernetes makes and mounts volumes, once a manager answers. */
export class DriverDeployer extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new Deployment(this, "deployer", {
      metadata: { name: "longhorn-driver-deployer", labels: LONGHORN_LABELS },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "Recreate" },
        selector: { matchLabels: PODS.deployer },
        template: {
          metadata: { labels: { ...LONGHORN_LABELS, ...PODS.deployer } },
          spec: {
            serviceAccountName: MANAGER_ACCOUNT,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: LONGHORN_PRIORITY,
            securityContext: { runAsUser: 0, seccompProfile: { type: "RuntimeDefault" } },
            initContainers: [waiter(cluster)],
            containers: [deployer(cluster)],
          },
        },
      },
    });
  }
}

function waiter(cluster: Cluster): Container {
  return {
    name: "wait-longhorn-manager",
    image: ownImage(cluster, "longhorn-manager"),
    imagePullPolicy: "IfNotPresent",
    command: [
      "sh",
      "-c",
      `while [ $(curl -m 1 -s -o /dev/null -w "%{http_code}" ${API}) != "200" ]; do echo waiting; sleep 2; done`,
    ],
    ...confined,
  };
}

function deployer(cluster: Cluster): Container {
  const image = ownImage(cluster, "longhorn-manager");
  return {
    name: "longhorn-driver-deployer",
    image,
    imagePullPolicy: "IfNotPresent",
    command: ["longhorn-manager", "-d", "deploy-driver", "--manager-image", image, "--manager-url", API],
    env: [
      fromField("POD_NAMESPACE", "metadata.namespace"),
      fromField("NODE_NAME", "spec.nodeName"),
      fromField("SERVICE_ACCOUNT", "spec.serviceAccountName"),
      { name: "CSI_ATTACHER_IMAGE", value: COMPANIONS.attacher },
      { name: "CSI_PROVISIONER_IMAGE", value: COMPANIONS.provisioner },
      { name: "CSI_NODE_DRIVER_REGISTRAR_IMAGE", value: COMPANIONS.nodeDriverRegistrar },
      { name: "CSI_RESIZER_IMAGE", value: COMPANIONS.resizer },
      { name: "CSI_SNAPSHOTTER_IMAGE", value: COMPANIONS.snapshotter },
      { name: "CSI_LIVENESS_PROBE_IMAGE", value: COMPANIONS.livenessProbe },
      ...["ATTACHER", "PROVISIONER", "RESIZER", "SNAPSHOTTER"].map(part => ({
        name: `CSI_${part}_REPLICA_COUNT`,
        value: sidecarCopies(cluster),
      })),
    ],
    ...confined,
  };
}

/** One leads and one takes over when its node is lost; three of each by default. */
function sidecarCopies({ nodes }: Cluster): string {
  return String(Math.min(2, Object.keys(nodes).length));
}

const confined = {
  resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
  securityContext: CONFINED,
} satisfies Partial<Container>;
