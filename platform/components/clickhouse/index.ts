import { readFileSync } from "node:fs";
import { type Chart, Size } from "cdk8s";
import type { Cluster } from "../../../clusters/lab.ts";
import { onFittingNodes } from "../../instruction-sets.ts";
import { ConfigMap, Deployment, Service } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { random } from "../../secrets/origin.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED, unprivileged } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { defineTool } from "../../tool.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { clickhouseAlerts } from "./alerts.ts";
import { CLICKHOUSE, CLICKHOUSE_SECRET } from "./api.ts";

const { name } = CLICKHOUSE;
const IMAGE = "docker.io/clickhouse/clickhouse-server";
const SETTINGS = owned(name, "settings");
const METRICS_PORT = 9363;
const labels = { "app.kubernetes.io/name": name };
const metrics = scraped({ port: METRICS_PORT });

const settings = { "settings.xml": file("settings.xml"), "users.xml": file("users.xml") };

/**
 * The events that Plausible counts, in a database made for a hundred times as many: its settings keep it small.
 *
 * @see https://clickhouse.com/docs/operations/configuration-files
 */
export const clickhouse = defineTool({
  name,
  secrets: { plausible: { password: random(32) } },
  volumes: { data: { size: Size.gibibytes(20) } },
  alerts: () => clickhouseAlerts,
  resources(chart, { cluster }) {
    new ConfigMap(chart, "settings", { metadata: { name: SETTINGS }, data: settings });
    new Service(chart, "service", {
      metadata: { name },
      spec: { selector: labels, ports: [{ name: "http", port: CLICKHOUSE.port, targetPort: "http" }] },
    });
    deployment(chart, cluster);
  },
});

function deployment(chart: Chart, cluster: Cluster): void {
  new Deployment(chart, "deployment", {
    metadata: { name },
    spec: {
      replicas: 1,
      strategy: { type: "Recreate" },
      revisionHistoryLimit: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: {
          labels: { ...labels, ...metrics.labels },
          annotations: { ...metrics.annotations, ...configDigest(settings) },
        },
        spec: {
          ...onFittingNodes(cluster, IMAGE),
          serviceAccountName: name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: TOOLS,
          securityContext: unprivileged(101), // as the image makes them
          containers: [
            {
              name,
              image: pinnedImage(cluster, name, IMAGE),
              imagePullPolicy: "IfNotPresent",
              // Past the image's own script, which writes users without their passwords' protection into /etc.
              command: ["/usr/bin/clickhouse-server", "--config-file=/etc/clickhouse-server/config.xml"],
              env: [
                { name: "CLICKHOUSE_WATCHDOG_ENABLE", value: "0" }, // the kubelet watches it
                {
                  name: "PLAUSIBLE_PASSWORD",
                  valueFrom: { secretKeyRef: { name: CLICKHOUSE_SECRET, key: "password" } },
                },
              ],
              ports: [
                { name: "http", containerPort: CLICKHOUSE.port },
                { name: "metrics", containerPort: METRICS_PORT },
              ],
              startupProbe: { httpGet: { path: "/ping", port: "http" }, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { httpGet: { path: "/ping", port: "http" }, timeoutSeconds: 3 },
              livenessProbe: { httpGet: { path: "/ping", port: "http" }, periodSeconds: 30, timeoutSeconds: 10 },
              resources: { requests: { cpu: "100m", memory: "1024Mi" }, limits: { memory: "1024Mi" } },
              securityContext: CONFINED,
              volumeMounts: [
                { name: "data", mountPath: "/var/lib/clickhouse" },
                { name: "config", mountPath: "/etc/clickhouse-server/config.d", readOnly: true },
                { name: "users", mountPath: "/etc/clickhouse-server/users.d", readOnly: true },
                { name: "tmp", mountPath: "/tmp" },
              ],
            },
          ],
          volumes: [
            { name: "data", persistentVolumeClaim: { claimName: owned(name, "data") } },
            { name: "config", configMap: { name: SETTINGS, items: [{ key: "settings.xml", path: "lab.xml" }] } },
            { name: "users", configMap: { name: SETTINGS, items: [{ key: "users.xml", path: "lab.xml" }] } },
            { name: "tmp", emptyDir: {} },
          ],
        },
      },
    },
  });
}

function file(path: string): string {
  return readFileSync(new URL(`./${path}`, import.meta.url), "utf8");
}
