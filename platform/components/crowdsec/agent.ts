import { Construct } from "constructs";
import { ConfigMap, type Container, DaemonSet, ServiceAccount } from "../../kubernetes.ts";
import { owned, serviceHost } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { Reachability } from "../../shapes/reachability.ts";
import { Secrets } from "../../shapes/secrets.ts";
import type { Tool } from "../../tool.ts";
import { TOOLS_HOST_NAMESPACE } from "../foundation/namespaces.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { VaultLogin } from "../vault-secrets-operator/vault-login.ts";
import { LAPI } from "./api.ts";
import { CROWDSEC_IMAGE, registrationToken } from "./lapi.ts";
import { agentFiles, FOLDERS, METRICS_PORT } from "./settings.ts";

const namespace = TOOLS_HOST_NAMESPACE;
const LAPI_URL = `http://${serviceHost(LAPI.service, LAPI.namespace)}:${LAPI.port}`;

/**
 * The agents: one on every node, for Traefik may run on any. Each reads Traefik's log of requests from the node's files,
 * and tells the local API of attacks.
 *
 * They run as root, without any capability: the logs of pods belong to root. What they know of attacks comes with the
 * image; lists that belong to it are fetched from the Internet when a pod starts.
 */
export class CrowdsecAgent extends Construct {
  constructor(scope: Construct, id: string, { cluster, name: tool }: Tool) {
    super(scope, id);
    const name = owned(tool, "agent");
    const files = agentFiles(cluster);
    const selector = { "app.kubernetes.io/name": name };
    const { labels, annotations } = scraped({ port: METRICS_PORT });
    const image = pinnedImage(cluster, "crowdsec", CROWDSEC_IMAGE);
    new ServiceAccount(this, "account", { metadata: { name, namespace }, automountServiceAccountToken: false });
    new VaultLogin(this, "login", { name, namespace, role: name });
    const secrets = { [owned(name, "registration")]: "registration" };
    new Secrets(this, "secrets", { owner: tool, login: name, namespace, secrets });
    const reaches = [{ tool, ports: [LAPI.port] }, { internet: [443] }];
    new Reachability(this, "reachability", { name, namespace, cluster, routed: false, reaches });
    new ConfigMap(this, "settings", { metadata: { name, namespace }, data: files });
    new DaemonSet(this, "daemons", {
      metadata: { name, namespace },
      spec: {
        revisionHistoryLimit: 2,
        updateStrategy: { type: "RollingUpdate" },
        selector: { matchLabels: selector },
        template: {
          metadata: {
            labels: { ...selector, ...labels },
            annotations: { ...annotations, ...configDigest(files) },
          },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: TOOLS,
            securityContext: { runAsNonRoot: false, runAsUser: 0, seccompProfile: { type: "RuntimeDefault" } },
            initContainers: [register(name, image)],
            containers: [read(name, image)],
            volumes: [
              { name: "settings", configMap: { name } },
              { name: "config", emptyDir: { sizeLimit: "64Mi" } },
              { name: "data", emptyDir: { sizeLimit: "256Mi" } },
              { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
              { name: "varlog", hostPath: { path: "/var/log" } },
            ],
          },
        },
      },
    });
  }
}

/**
 * Lays out the agent's settings, and registers it by a name that it never had: a name is taken until the local API
 * forgets it, and after a restart of the node nobody has its password any more.
 */
function register(name: string, image: string): Container {
  return {
    name: "register",
    image,
    imagePullPolicy: "IfNotPresent",
    command: [
      "sh",
      "-ec",
      `cp -R /staging${FOLDERS.settings}/. ${FOLDERS.settings}/
cp /settings/acquis.yaml ${FOLDERS.settings}/acquis.yaml
cp /settings/lab-networks.yaml ${FOLDERS.settings}/parsers/s02-enrich/lab-networks.yaml
until cscli lapi register --machine "$POD_NAME-$(date +%s)" --url "$LOCAL_API_URL" --token "$REGISTRATION_TOKEN"; do
  sleep 5
done
`,
    ],
    env: [
      { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "LOCAL_API_URL", value: LAPI_URL },
      ...registrationToken(name),
    ],
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    securityContext: CONFINED,
    volumeMounts: [...MOUNTS, { name: "settings", mountPath: "/settings", readOnly: true }],
  };
}

function read(name: string, image: string): Container {
  const probe = { httpGet: { path: "/metrics", port: "metrics" }, periodSeconds: 10, timeoutSeconds: 5 };
  return {
    name,
    image,
    imagePullPolicy: "IfNotPresent",
    command: ["/bin/bash", "/docker_start.sh"],
    env: [
      { name: "DISABLE_LOCAL_API", value: "true" },
      { name: "DISABLE_ONLINE_API", value: "true" },
      { name: "LOCAL_API_URL", value: LAPI_URL },
      { name: "COLLECTIONS", value: "crowdsecurity/traefik" },
    ],
    ports: [{ name: "metrics", containerPort: METRICS_PORT }],
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "250Mi" } },
    startupProbe: { ...probe, failureThreshold: 30 },
    readinessProbe: probe,
    livenessProbe: probe,
    securityContext: CONFINED,
    volumeMounts: [...MOUNTS, { name: "varlog", mountPath: "/var/log", readOnly: true }],
  };
}

const MOUNTS = [
  { name: "config", mountPath: FOLDERS.settings },
  { name: "data", mountPath: FOLDERS.data },
  { name: "tmp", mountPath: "/tmp" },
] as const;
