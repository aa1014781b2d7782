import { ConfigMap, Deployment, Service } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { random } from "../../secrets/origin.ts";
import { AdmitUsers } from "../../shapes/admit-users.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TemplatedSecret } from "../../shapes/templated-secret.ts";
import { defineTool, type Tool } from "../../tool.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { CONFIGURATION, REDIS_CONF, USERS, USERS_ACL } from "./settings.ts";

const NAME = "redis";
const PORT = 6379;
const METRICS_PORT = 9121;
const PASSWORDS = "passwords";

const labels = { "app.kubernetes.io/name": NAME };
const settings = { [CONFIGURATION.file]: REDIS_CONF };

/**
 * Redis, a cache that apps share: those that declare it reach `redis.tools.svc.cluster.local:6379`.
 *
 * In Vault: `redis/passwords` with `default`, which apps use, and `exporter`, which the exporter of metrics uses.
 */
export const redis = defineTool({
  name: NAME,
  secrets: { [PASSWORDS]: { default: random(24), exporter: random(24) } },
  alerts: () => [
    {
      name: "RedisDown",
      expr: "redis_up == 0",
      forMinutes: 5,
      severity: "ticket",
      summary: "Redis does not answer its exporter",
      remedy: "Read its log: kubectl -n tools logs deployment/redis -c redis.",
    },
    {
      name: "RedisFull",
      expr: "rate(redis_evicted_keys_total[15m]) > 10",
      forMinutes: 60,
      severity: "ticket",
      summary: "Redis throws away {{ $value | humanize }} keys a second to make room for others",
      remedy: "Find out who fills it, or give it more memory in platform/components/redis/settings.ts.",
    },
  ],
  resources(chart, tool) {
    new ConfigMap(chart, "configuration", { metadata: { name: NAME }, data: settings });
    new TemplatedSecret(chart, "users", {
      name: owned(NAME, "users"),
      owner: NAME,
      secret: PASSWORDS,
      login: NAME,
      templates: { [USERS.file]: USERS_ACL },
    });
    new Deployment(chart, "deployment", deployment(tool));
    new Service(chart, "service", {
      metadata: { name: NAME },
      spec: { selector: labels, ports: [{ name: "redis", port: PORT, targetPort: "redis" }] },
    });
    new AdmitUsers(chart, "admit", { tool: NAME, port: PORT });
  },
});

function deployment({ cluster }: Tool) {
  const metrics = scraped({ port: METRICS_PORT });
  return {
    metadata: { name: NAME },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 2,
      strategy: { type: "Recreate" }, // two would be two caches
      selector: { matchLabels: labels },
      template: {
        metadata: {
          labels: { ...labels, ...metrics.labels },
          annotations: { ...metrics.annotations, ...configDigest(settings) },
        },
        spec: {
          serviceAccountName: NAME,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: TOOLS,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 10001,
            runAsGroup: 10001,
            fsGroup: 10001,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            server(pinnedImage(cluster, NAME, "docker.io/library/redis")),
            exporter(pinnedImage(cluster, "redis-exporter", "docker.io/oliver006/redis_exporter")),
          ],
          volumes: [
            { name: "configuration", configMap: { name: NAME } },
            {
              name: "users",
              secret: { secretName: owned(NAME, "users"), items: [{ key: USERS.file, path: USERS.file }] },
            },
          ],
        },
      },
    },
  };
}

/** Started without the image's own script, which would load modules that nobody here uses. */
function server(image: string) {
  const probe = { tcpSocket: { port: "redis" } };
  return {
    name: NAME,
    image,
    imagePullPolicy: "IfNotPresent",
    command: ["redis-server", `${CONFIGURATION.folder}/${CONFIGURATION.file}`],
    ports: [{ name: "redis", containerPort: PORT }],
    resources: { requests: { cpu: "20m", memory: "80Mi" }, limits: { memory: "80Mi" } },
    readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    securityContext: CONFINED,
    volumeMounts: [
      { name: "configuration", mountPath: CONFIGURATION.folder, readOnly: true },
      { name: "users", mountPath: USERS.folder, readOnly: true },
    ],
  };
}

function exporter(image: string) {
  const probe = { httpGet: { path: "/health", port: "metrics" } };
  return {
    name: "exporter",
    image,
    imagePullPolicy: "IfNotPresent",
    env: [
      { name: "REDIS_ADDR", value: `redis://localhost:${PORT}` },
      { name: "REDIS_USER", value: "exporter" },
      {
        name: "REDIS_PASSWORD",
        valueFrom: { secretKeyRef: { name: owned(NAME, PASSWORDS), key: "exporter" } },
      },
    ],
    ports: [{ name: "metrics", containerPort: METRICS_PORT }],
    resources: { requests: { cpu: "5m", memory: "24Mi" }, limits: { memory: "48Mi" } },
    readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    securityContext: CONFINED,
  };
}
