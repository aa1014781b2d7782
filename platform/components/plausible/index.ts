import { readFileSync } from "node:fs";
import type { Chart } from "cdk8s";
import { type Container, Deployment, Service } from "../../kubernetes.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { random } from "../../secrets/origin.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { defineTool, type Tool } from "../../tool.ts";
import { CLICKHOUSE } from "../clickhouse/api.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { plausibleAlerts } from "./alerts.ts";
import { environment, PORT } from "./environment.ts";

const NAME = "plausible";
const labels = { "app.kubernetes.io/name": NAME };
const metrics = scraped({ port: PORT });

/**
 * Web analytics without cookies. Accounts and sites lie in PostgreSQL, events in ClickHouse.
 *
 * Of its keys in Vault the first has 48 bytes or more, the second just 32.
 *
 * @see https://github.com/plausible/community-edition/wiki/configuration
 */
export const plausible = defineTool({
  name: NAME,
  route: { port: "http", login: "own" },
  database: true,
  secrets: {
    keys: {
      SECRET_KEY_BASE: random(48, { encoding: "base64" }),
      TOTP_VAULT_KEY: random(32, { encoding: "base64", kept: "every second factor would have to be set up anew" }),
    },
  },
  // The Internet for icons of the sites that visitors come from, and for time zones.
  reaches: [{ tool: CLICKHOUSE.name, ports: [CLICKHOUSE.port] }, { internet: [443] }],
  alerts: () => plausibleAlerts,
  resources(chart, tool) {
    new Service(chart, "service", {
      metadata: { name: NAME },
      spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: "http" }] },
    });
    deployment(chart, tool);
  },
});

function deployment(chart: Chart, { cluster, host }: Tool): void {
  const common = {
    image: pinnedImage(cluster, NAME, "ghcr.io/plausible/community-edition"),
    imagePullPolicy: "IfNotPresent",
    env: environment(host),
    securityContext: CONFINED,
    resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "512Mi" } },
    volumeMounts: [
      { name: "data", mountPath: "/var/lib/plausible" },
      { name: "tmp", mountPath: "/tmp" },
    ],
  } satisfies Partial<Container>;
  new Deployment(chart, "deployment", {
    metadata: { name: NAME },
    spec: {
      replicas: 1,
      strategy: { type: "Recreate" }, // the new version changes the tables that the old one reads
      revisionHistoryLimit: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, ...metrics.labels }, annotations: metrics.annotations },
        spec: {
          serviceAccountName: NAME,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: TOOLS,
          securityContext: {
            ...{ runAsUser: 999, runAsGroup: 65533, fsGroup: 65533 }, // as the image makes them
            runAsNonRoot: true,
            seccompProfile: { type: "RuntimeDefault" },
          },
          initContainers: [{ ...common, name: "prepare", command: ["/bin/sh", "-euc", prepare()] }],
          containers: [
            {
              ...common,
              name: NAME,
              args: ["run"],
              ports: [{ name: "http", containerPort: PORT }],
              startupProbe: { tcpSocket: { port: "http" }, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { httpGet: { path: READY, port: "http" }, timeoutSeconds: 5 },
              livenessProbe: { tcpSocket: { port: "http" }, periodSeconds: 30, timeoutSeconds: 10 },
            },
          ],
          // Caches and files to be downloaded once: nothing that anybody would miss.
          volumes: [
            { name: "data", emptyDir: { sizeLimit: "1Gi" } },
            { name: "tmp", emptyDir: { sizeLimit: "1Gi" } },
          ],
        },
      },
    },
  });
}

/** Whether it reaches both databases, which no restart of it mends: it is alive while it takes connections. */
const READY = "/api/system/health/ready";

function prepare(): string {
  return readFileSync(new URL("./prepare.sh", import.meta.url), "utf8");
}
