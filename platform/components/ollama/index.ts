import { Size } from "cdk8s";
import type { Cluster } from "../../../clusters/lab.ts";
import { Deployment, NetworkPolicy, Service } from "../../kubernetes.ts";
import { factsFile, owned } from "../../naming.ts";
import { pinnedImage, withoutV } from "../../pinned-image.ts";
import { CONFINED, unprivileged } from "../../shapes/hardening.ts";
import { tcp } from "../../shapes/peers.ts";
import { usersOf } from "../../shapes/uses.ts";
import { defineTool } from "../../tool.ts";
import { TOOLS } from "../foundation/priorities.ts";

const NAME = "ollama";
const PORT = 11434;
const MODELS = "/models";
const labels = { "app.kubernetes.io/name": NAME };

/**
 * Language models for apps, on the node that the cluster's facts name, beside its models. It has no login and no route:
 * only apps that declare it reach it.
 *
 * Says nothing to Prometheus: it has no metrics.
 *
 * @see https://github.com/ollama/ollama/blob/main/docs/faq.mdx
 */
export const ollama = defineTool({
  name: NAME,
  volumes: {
    models: {
      size: Size.gibibytes(50),
      storageClass: "longhorn-local",
      noBackup: "models can be pulled again",
    },
  },
  reaches: [{ internet: [443] }], // where models come from
  resources(chart, { cluster }) {
    new Service(chart, "service", {
      metadata: { name: NAME },
      spec: { selector: labels, ports: [{ name: "http", port: PORT, targetPort: "http" }] },
    });
    new NetworkPolicy(chart, "users", {
      metadata: { name: owned(NAME, "users") },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ["Ingress"],
        ingress: [{ from: [usersOf(NAME)], ports: [tcp(PORT)] }],
      },
    });
    new Deployment(chart, "deployment", {
      metadata: { name: NAME },
      spec: {
        replicas: 1,
        strategy: { type: "Recreate" },
        revisionHistoryLimit: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            nodeSelector: { "kubernetes.io/hostname": nodeOf(cluster) },
            serviceAccountName: NAME,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            securityContext: unprivileged(10001),
            containers: [
              {
                name: NAME,
                image: pinnedImage(cluster, NAME, "docker.io/ollama/ollama", withoutV),
                imagePullPolicy: "IfNotPresent",
                args: ["serve"],
                env: ENVIRONMENT,
                ports: [{ name: "http", containerPort: PORT }],
                readinessProbe: { httpGet: { path: "/", port: "http" }, timeoutSeconds: 3 },
                // While it computes on all cores it answers late, and is not to be killed for that.
                livenessProbe: {
                  httpGet: { path: "/", port: "http" },
                  periodSeconds: 30,
                  timeoutSeconds: 15,
                  failureThreshold: 6,
                },
                resources: { requests: { cpu: "100m", memory: "3072Mi" }, limits: { memory: "3072Mi" } },
                securityContext: CONFINED,
                volumeMounts: [
                  { name: "models", mountPath: MODELS },
                  { name: "tmp", mountPath: "/tmp" },
                ],
              },
            ],
            volumes: [
              { name: "models", persistentVolumeClaim: { claimName: owned(NAME, "models") } },
              { name: "tmp", emptyDir: {} },
            ],
          },
        },
      },
    });
  },
});

/** One model at a time and one question at a time: it shares a Pi with others. */
const ENVIRONMENT = [
  { name: "OLLAMA_HOST", value: `0.0.0.0:${PORT}` },
  { name: "OLLAMA_MODELS", value: MODELS },
  { name: "HOME", value: MODELS }, // its own key lies here
  { name: "OLLAMA_KEEP_ALIVE", value: "10m" },
  { name: "OLLAMA_MAX_LOADED_MODELS", value: "1" },
  { name: "OLLAMA_NUM_PARALLEL", value: "1" },
  { name: "OLLAMA_CONTEXT_LENGTH", value: "4096" },
  { name: "OLLAMA_NO_CLOUD", value: "1" }, // what is asked stays in the lab
];

function nodeOf({ name, ollama: place }: Cluster): string {
  if (place !== undefined) return place.node;
  throw new Error(`Cannot deploy ollama on ${name}: no fact says on which node, add ollama to ${factsFile(name)}`);
}
