import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Container, Deployment, Service } from "../../kubernetes.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { Admission, ownPods } from "./admission.ts";
import { argocdLabels } from "./labels.ts";
import { argocdImage, guarded, sized, WITHOUT_RIGHTS } from "./pod.ts";
import { Rights } from "./rights.ts";
import { CACHE_PASSWORD } from "./variables.ts";

const NAME = "argocd-redis";

const PORT = 6379;

/**
 * Argo CD's cache: losing it costs one comparison of everything. It has no metrics of its own; Argo CD's say how it
 * answers.
 */
export class Redis extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new Rights(this, "rights", {
      name: NAME,
      own: [
        { apiGroups: [""], resources: ["secrets"], resourceNames: [NAME], verbs: ["get"] },
        { apiGroups: [""], resources: ["secrets"], verbs: ["create"] },
      ],
    });
    new Deployment(this, "workload", {
      metadata: { name: NAME, labels: argocdLabels(NAME) },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "RollingUpdate" },
        selector: { matchLabels: { "app.kubernetes.io/name": NAME } },
        template: {
          metadata: { labels: { "app.kubernetes.io/name": NAME } },
          spec: {
            ...guarded(NAME, true),
            securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: "RuntimeDefault" } },
            initContainers: [passwordMaker(cluster)],
            containers: [redis(cluster)],
          },
        },
      },
    });
    new Service(this, "service", {
      metadata: { name: NAME, labels: argocdLabels(NAME) },
      spec: {
        selector: { "app.kubernetes.io/name": NAME },
        ports: [{ name: "tcp-redis", port: PORT, targetPort: PORT }],
      },
    });
    const clients = ownPods("argocd-server", "argocd-repo-server", "argocd-application-controller");
    new Admission(this, "admission", { name: NAME, rules: [{ from: clients, ports: [PORT] }] });
  }
}

/** Makes up the password, in a Secret, unless it is there. */
function passwordMaker(cluster: Cluster): Container {
  return {
    name: "secret-init",
    image: argocdImage(cluster),
    imagePullPolicy: "IfNotPresent",
    command: ["argocd", "admin", "redis-initial-password"],
    resources: sized(10, 64),
    securityContext: WITHOUT_RIGHTS,
  };
}

function redis(cluster: Cluster): Container {
  const probe = { tcpSocket: { port: PORT } };
  return {
    name: "redis",
    image: pinnedImage(cluster, "redis", "docker.io/library/redis"),
    imagePullPolicy: "IfNotPresent",
    args: [
      ...["--save", "", "--appendonly", "no", "--requirepass $(REDIS_PASSWORD)"],
      ...["--maxmemory", "48mb", "--maxmemory-policy", "allkeys-lru"], // forget rather than be killed
    ],
    env: [CACHE_PASSWORD],
    ports: [{ containerPort: PORT }],
    resources: sized(10, 64),
    securityContext: WITHOUT_RIGHTS,
    readinessProbe: probe,
    livenessProbe: { ...probe, periodSeconds: 30 },
  };
}
