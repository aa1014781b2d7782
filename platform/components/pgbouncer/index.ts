import { ConfigMap, Deployment, Service } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { databasePassword, random } from "../../secrets/origin.ts";
import { AdmitUsers } from "../../shapes/admit-users.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { TemplatedSecret } from "../../shapes/templated-secret.ts";
import { defineTool, type Tool } from "../../tool.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { CONFIGURATION, LOOKUP_ROLE, PORT, pgbouncerIni, STATISTICS_USER, USER_LIST, USERS } from "./settings.ts";

const NAME = "pgbouncer";
const METRICS_PORT = 9127;
const PASSWORDS = "passwords";

const labels = { "app.kubernetes.io/name": NAME };

/**
 * PgBouncer, which shares few connections to PostgreSQL among many clients: apps that declare it connect to
 * `pgbouncer.tools.svc.cluster.local:5432` with the database, user and password that Vault gave them.
 *
 * In Vault: `pgbouncer/passwords` with `lookup`, the password of the role `pgbouncer` in PostgreSQL, and `exporter`, which
 * the exporter of metrics uses; both hexadecimal. In PostgreSQL: platform/tofu/postgres/pooler.tf.
 */
export const pgbouncer = defineTool({
  name: NAME,
  secrets: { [PASSWORDS]: { lookup: databasePassword(LOOKUP_ROLE), exporter: random(24) } },
  reaches: ["postgres"],
  alerts: () => [
    {
      name: "PgbouncerDown",
      expr: "pgbouncer_up == 0",
      forMinutes: 5,
      severity: "page",
      summary: "PgBouncer does not answer its exporter",
      remedy: "Read its log: kubectl -n tools logs deployment/pgbouncer -c pgbouncer.",
    },
    {
      name: "PgbouncerClientsWait",
      expr: "sum by (database) (pgbouncer_pools_client_waiting_connections) > 0",
      forMinutes: 10,
      severity: "ticket",
      summary: "Clients of database {{ $labels.database }} wait for a connection",
      remedy:
        "Look for transactions that stay open, or raise default_pool_size in platform/components/pgbouncer/settings.ts.",
    },
  ],
  resources(chart, tool) {
    const settings = { [CONFIGURATION.file]: pgbouncerIni(tool.cluster) };
    new ConfigMap(chart, "configuration", { metadata: { name: NAME }, data: settings });
    new TemplatedSecret(chart, "users", {
      name: owned(NAME, "users"),
      owner: NAME,
      secret: PASSWORDS,
      login: NAME,
      templates: { [USERS.file]: USER_LIST },
    });
    new Deployment(chart, "deployment", deployment(tool, settings));
    new Service(chart, "service", {
      metadata: { name: NAME },
      spec: { selector: labels, ports: [{ name: "postgres", port: PORT, targetPort: "postgres" }] },
    });
    new AdmitUsers(chart, "admit", { tool: NAME, port: PORT });
  },
});

function deployment({ cluster }: Tool, settings: Readonly<Record<string, string>>) {
  const metrics = scraped({ port: METRICS_PORT });
  return {
    metadata: { name: NAME },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 2,
      // The new one answers before the old one, which serves its clients to their end, is told to go.
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
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
            pooler(pinnedImage(cluster, NAME, "docker.io/edoburu/pgbouncer")),
            exporter(pinnedImage(cluster, "pgbouncer-exporter", "quay.io/prometheuscommunity/pgbouncer-exporter")),
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

/** Started without the image's own script, which writes a configuration of its own. */
function pooler(image: string) {
  const probe = { tcpSocket: { port: "postgres" } };
  return {
    name: NAME,
    image,
    imagePullPolicy: "IfNotPresent",
    command: ["/usr/bin/pgbouncer", `${CONFIGURATION.folder}/${CONFIGURATION.file}`],
    ports: [{ name: "postgres", containerPort: PORT }],
    resources: { requests: { cpu: "20m", memory: "24Mi" }, limits: { memory: "48Mi" } },
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
  const probe = { httpGet: { path: "/", port: "metrics" } };
  const connection = `host=localhost port=${PORT} dbname=pgbouncer user=${STATISTICS_USER} sslmode=disable`;
  return {
    name: "exporter",
    image,
    imagePullPolicy: "IfNotPresent",
    env: [
      { name: "PGPASSWORD", valueFrom: { secretKeyRef: { name: owned(NAME, PASSWORDS), key: "exporter" } } },
      { name: "PGBOUNCER_EXPORTER_CONNECTION_STRING", value: connection },
    ],
    ports: [{ name: "metrics", containerPort: METRICS_PORT }],
    resources: { requests: { cpu: "5m", memory: "24Mi" }, limits: { memory: "48Mi" } },
    readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 3 },
    livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
    securityContext: CONFINED,
  };
}
