import { Construct } from "constructs";
import { ConfigMap, type Container, Deployment, NetworkPolicy, Service } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED, unprivileged } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { INGRESS_PODS, tcp } from "../../shapes/peers.ts";
import type { Tool } from "../../tool.ts";
import { TOOLS } from "../foundation/priorities.ts";
import { BOUNCER_NAME, CONSOLE_NAME, LAPI } from "./api.ts";
import { FOLDERS, lapiFiles, METRICS_PORT } from "./settings.ts";

/** The image of both parts, by its full name. */
export const CROWDSEC_IMAGE = "docker.io/crowdsecurity/crowdsec";

const UNPRIVILEGED = 65534;

/**
 * The local API of CrowdSec: one process with a database in one file. It needs nothing of what its image stages for
 * root, so it runs as nobody, and starts without the Internet.
 */
export class CrowdsecLapi extends Construct {
  constructor(scope: Construct, id: string, { cluster, name }: Tool) {
    super(scope, id);
    const files = lapiFiles(cluster);
    const selector = { "app.kubernetes.io/name": name };
    const { labels, annotations } = scraped({ port: METRICS_PORT });
    const image = pinnedImage(cluster, "crowdsec", CROWDSEC_IMAGE);
    new ConfigMap(this, "settings", { metadata: { name }, data: files });
    new Deployment(this, "deployment", {
      metadata: { name },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "Recreate" },
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
            securityContext: unprivileged(UNPRIVILEGED),
            initContainers: [acquaint(name, image)],
            containers: [serve(name, image)],
            volumes: [
              { name: "settings", configMap: { name } },
              { name: "crowdsec-db", persistentVolumeClaim: { claimName: owned(name, "data") } },
              { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
            ],
          },
        },
      },
    });
    new Service(this, "service", {
      metadata: { name: LAPI.service },
      spec: { selector, ports: [{ name: "lapi", port: LAPI.port }] },
    });
    new NetworkPolicy(this, "admit-bouncer", {
      metadata: { name: owned(name, "admit-bouncer") },
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ["Ingress"],
        ingress: [{ from: [INGRESS_PODS], ports: [tcp("lapi")] }],
      },
    });
  }
}

/**
 * Makes the bouncer known by the key that it has today, and the command line of this pod by a password that nobody knows.
 * Both print what is secret.
 */
function acquaint(name: string, image: string): Container {
  const bouncers = `cscli -c ${FOLDERS.settings}/config.yaml bouncers`;
  const machine = `cscli -c ${FOLDERS.settings}/config.yaml machines add ${CONSOLE_NAME} --auto --force`;
  const credentials = `-f ${FOLDERS.data}/local_api_credentials.yaml -u http://127.0.0.1:${LAPI.port}`;
  return {
    name: "acquaint",
    image,
    imagePullPolicy: "IfNotPresent",
    command: [
      "sh",
      "-ec",
      `${bouncers} delete ${BOUNCER_NAME} --ignore-missing
${bouncers} add ${BOUNCER_NAME} --key "$BOUNCER_KEY" > /dev/null
${machine} ${credentials} > /dev/null
`,
    ],
    env: [
      { name: "BOUNCER_KEY", valueFrom: { secretKeyRef: { name: owned(name, "bouncer"), key: "key" } } },
      ...registrationToken(name),
    ],
    resources: RESOURCES,
    securityContext: CONFINED,
    volumeMounts: MOUNTS,
  };
}

function serve(name: string, image: string): Container {
  const probe = { httpGet: { path: "/health", port: "lapi" }, periodSeconds: 10, timeoutSeconds: 5 };
  return {
    name,
    image,
    imagePullPolicy: "IfNotPresent",
    command: ["crowdsec", "-c", `${FOLDERS.settings}/config.yaml`, "-no-cs"],
    env: [
      { name: "CS_LAPI_SECRET", valueFrom: { secretKeyRef: { name: owned(name, "lapi"), key: "csLapiSecret" } } },
      ...registrationToken(name),
    ],
    ports: [
      { name: "lapi", containerPort: LAPI.port },
      { name: "metrics", containerPort: METRICS_PORT },
    ],
    resources: RESOURCES,
    startupProbe: { ...probe, failureThreshold: 30 },
    readinessProbe: probe,
    livenessProbe: probe,
    securityContext: CONFINED,
    volumeMounts: MOUNTS,
  };
}

/** What an agent shows when it registers. */
export function registrationToken(name: string): NonNullable<Container["env"]> {
  const secret = { name: owned(name, "registration"), key: "registrationToken" };
  return [{ name: "REGISTRATION_TOKEN", valueFrom: { secretKeyRef: secret } }];
}

/** A person's `cscli` runs in the same container, and the kernel would end both for what it takes. */
const RESOURCES = { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } } as const;

const MOUNTS = [
  { name: "settings", mountPath: FOLDERS.settings, readOnly: true },
  { name: "crowdsec-db", mountPath: FOLDERS.data },
  { name: "tmp", mountPath: "/tmp" },
] as const;
