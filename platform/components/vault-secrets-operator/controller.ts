import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { Deployment } from "../../kubernetes.ts";
import { pinnedImage, withoutV } from "../../pinned-image.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { CRITICAL } from "../foundation/priorities.ts";

export interface ControllerProps {
  readonly cluster: Cluster;
  /** Of the Deployment, its pods and its service account. */
  readonly name: string;
}

const PORTS = { metrics: 8080, health: 8081 } as const;

/**
 * The operator's one pod. A new one starts when the old one has gone, so nobody has to be elected.
 *
 * What it remembers of its tokens and leases lies in Secrets, encrypted by Vault: after a restart it goes on with them.
 * Without that it would ask for new database users and restart every app that has one.
 *
 * @see https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/sources/vault/client-cache
 */
export class Controller extends Construct {
  constructor(scope: Construct, id: string, { cluster, name }: ControllerProps) {
    super(scope, id);
    const labels = { "app.kubernetes.io/name": name };
    const metrics = scraped({ port: PORTS.metrics });
    new Deployment(this, "deployment", {
      metadata: { name },
      spec: {
        replicas: 1,
        strategy: { type: "Recreate" },
        revisionHistoryLimit: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels: { ...labels, ...metrics.labels }, annotations: metrics.annotations },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: CRITICAL,
            terminationGracePeriodSeconds: 10,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
            containers: [
              {
                name: "manager",
                image: pinnedImage(
                  cluster,
                  "vault-secrets-operator",
                  "docker.io/hashicorp/vault-secrets-operator",
                  withoutV,
                ),
                imagePullPolicy: "IfNotPresent",
                command: ["/vault-secrets-operator"],
                args: [
                  `--health-probe-bind-address=:${PORTS.health}`,
                  `--metrics-bind-address=:${PORTS.metrics}`,
                  "--leader-elect=false",
                  "--client-cache-persistence-model=direct-encrypted",
                ],
                env: [
                  { name: "OPERATOR_POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
                  { name: "OPERATOR_POD_UID", valueFrom: { fieldRef: { fieldPath: "metadata.uid" } } },
                ],
                ports: [{ name: "metrics", containerPort: PORTS.metrics }],
                livenessProbe: {
                  httpGet: { path: "/healthz", port: PORTS.health },
                  initialDelaySeconds: 15,
                  periodSeconds: 20,
                },
                readinessProbe: {
                  httpGet: { path: "/readyz", port: PORTS.health },
                  initialDelaySeconds: 5,
                  periodSeconds: 10,
                },
                resources: { requests: { cpu: "20m", memory: "96Mi" }, limits: { memory: "128Mi" } },
                securityContext: CONFINED,
                volumeMounts: [{ name: "podinfo", mountPath: "/var/run/podinfo" }],
              },
            ],
            volumes: [
              {
                name: "podinfo",
                downwardAPI: {
                  items: [
                    { path: "name", fieldRef: { fieldPath: "metadata.name" } },
                    { path: "uid", fieldRef: { fieldPath: "metadata.uid" } },
                  ],
                },
              },
            ],
          },
        },
      },
    });
  }
}
