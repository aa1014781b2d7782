import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { Deployment, Service, ServiceAccount } from "../../kubernetes.ts";
import { hostname } from "../../naming.ts";
import { InternalRoute } from "../../shapes/internal-route.ts";
import { ownImage } from "./images.ts";
import { BACKEND, LONGHORN_LABELS, LONGHORN_PRIORITY, PODS } from "./labels.ts";

/** Service of the UI, and name of its route. */
export const UI_SERVICE = "longhorn-frontend";

const ACCOUNT = "longhorn-ui-service-account";

/** User `nginx` of its image: https://github.com/longhorn/longhorn-ui/blob/v1.12.1/Dockerfile */
const NGINX = 499;

const FOLDERS = { "nginx-cache": "/var/cache/nginx/", "nginx-config": "/var/config/nginx/", "var-run": "/var/run/" };

/** The UI, which can delete every volume and has no login of its own: Traefik asks for a password. */
export class Ui extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    const labels = { ...LONGHORN_LABELS, ...PODS.ui };
    new ServiceAccount(this, "account", { metadata: { name: ACCOUNT, labels: LONGHORN_LABELS } });
    new Deployment(this, "ui", {
      metadata: { name: "longhorn-ui", labels },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "Recreate" },
        selector: { matchLabels: PODS.ui },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: ACCOUNT,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: LONGHORN_PRIORITY,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: NGINX,
              fsGroup: NGINX,
              seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [container(cluster)],
            volumes: Object.keys(FOLDERS).map(name => ({ name, emptyDir: {} })),
          },
        },
      },
    });
    new Service(this, "service", {
      metadata: { name: UI_SERVICE, labels },
      spec: { type: "ClusterIP", selector: PODS.ui, ports: [{ name: "http", port: 80, targetPort: "http" }] },
    });
    const host = hostname("longhorn", cluster.domain);
    new InternalRoute(this, "route", { name: UI_SERVICE, host, port: "http", login: "traefik" });
  }
}

function container(cluster: Cluster) {
  const probe = { httpGet: { path: "/", port: "http" } };
  return {
    name: "longhorn-ui",
    image: ownImage(cluster, "longhorn-ui"),
    imagePullPolicy: "IfNotPresent",
    ports: [{ name: "http", containerPort: 8000 }],
    env: [
      { name: "LONGHORN_MANAGER_IP", value: `http://${BACKEND.name}:${BACKEND.port}` },
      { name: "LONGHORN_UI_PORT", value: "8000" },
    ],
    resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
    readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    volumeMounts: Object.entries(FOLDERS).map(([name, mountPath]) => ({ name, mountPath })),
  };
}
