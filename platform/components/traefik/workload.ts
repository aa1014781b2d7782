import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { claimBackup } from "../../claim-backup.ts";
import {
  ConfigMap,
  type Container,
  Deployment,
  PersistentVolumeClaim,
  type PodSpec,
  Service,
  type Volume,
  type VolumeMount,
} from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED, unprivileged } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { CRITICAL } from "../foundation/priorities.ts";
import { TRAEFIK } from "./api.ts";
import { PORTS, traefikArguments } from "./arguments.ts";
import { BOUNCER, bouncerImage } from "./bouncer.ts";
import { DUCKDNS, STEP_CA_ROOT } from "./files.ts";

/** Service through which the tunnel's pods come in; the other one would open its port on every node. */
export const TUNNEL_SERVICE = owned(TRAEFIK.name, "tunnel");

const { name } = TRAEFIK;
const selector = { "app.kubernetes.io/name": name };
const ACME_CLAIM = owned(name, "acme");
const UNPRIVILEGED = 65532;

/**
 * Traefik itself, the volume with its certificates, and the two ways to it.
 *
 * One replica: certificates lie in one file, which only one process may write, on a volume that one node at a time may
 * mount. A restart is a gap of some seconds; another node takes over when its own is lost.
 */
export class TraefikWorkload extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    const given = givenFiles(cluster);
    const { labels, annotations } = scraped({ port: PORTS.metrics });
    new PersistentVolumeClaim(this, "acme", {
      metadata: { name: ACME_CLAIM, ...claimBackup() },
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: cluster.storage.defaultClass,
        resources: { requests: { storage: "128Mi" } },
      },
    });
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
            annotations: { ...annotations, ...configDigest(rootOf(cluster)) },
          },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: CRITICAL,
            terminationGracePeriodSeconds: 60,
            // Changed once, not at each start: that would open acme.json to the group, and Traefik refuses it then.
            securityContext: unprivileged(UNPRIVILEGED),
            ...(cluster.zone !== undefined && withBouncer(cluster)),
            containers: [container(cluster, given)],
            volumes: [
              { name: "data", persistentVolumeClaim: { claimName: ACME_CLAIM } },
              { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
              ...given.map(({ volume }) => volume),
            ],
          },
        },
      },
    });
    this.ways(cluster);
    for (const root of Object.values(rootOf(cluster))) {
      new ConfigMap(this, "root", { metadata: { name: STEP_CA_ROOT.object }, data: { [STEP_CA_ROOT.key]: root } });
    }
  }

  private ways({ zone }: Cluster): void {
    new Service(this, "service", {
      metadata: { name },
      spec: {
        type: "LoadBalancer",
        externalTrafficPolicy: "Cluster", // any node with a ServiceLB answers, whichever Traefik is on
        selector,
        ports: [
          { name: "web", port: 80, targetPort: "web" },
          { name: "websecure", port: 443, targetPort: "websecure" },
        ],
      },
    });
    if (zone === undefined) return;
    new Service(this, "tunnel", {
      metadata: { name: TUNNEL_SERVICE },
      spec: { selector, ports: [{ name: "tunnel", port: 443, targetPort: "tunnel" }] },
    });
  }
}

function container(cluster: Cluster, given: readonly GivenFile[]): Container {
  const ports =
    cluster.zone === undefined ? Object.entries(PORTS).filter(([port]) => port !== "tunnel") : Object.entries(PORTS);
  const probe = {
    httpGet: { path: "/ping", port: PORTS.traefik },
    initialDelaySeconds: 2,
    periodSeconds: 10,
    timeoutSeconds: 2,
  };
  return {
    name,
    image: pinnedImage(cluster, "traefik", "docker.io/library/traefik"),
    imagePullPolicy: "IfNotPresent",
    args: traefikArguments(cluster),
    env: [
      { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
      { name: "USER", value: TRAEFIK.name },
      ...(cluster.zone === undefined ? [] : [{ name: "DUCKDNS_TOKEN_FILE", value: DUCKDNS.file }]),
      { name: "GOMEMLIMIT", value: "200MiB" }, // it tidies up before the kernel ends it
    ],
    ports: ports.map(([port, containerPort]) => ({ name: port, containerPort })),
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    readinessProbe: { ...probe, failureThreshold: 1 },
    livenessProbe: { ...probe, failureThreshold: 3 },
    securityContext: CONFINED,
    volumeMounts: [
      { name: "data", mountPath: "/data" },
      { name: "tmp", mountPath: "/tmp" },
      ...given.map(({ mount }) => mount),
    ],
  };
}

/**
 * The bouncer's source, copied out of its image before Traefik starts. Its image lies in Gitea's registry: Traefik stays
 * off Gitea's node, so that no one loss takes both the node that has the image and where it could be had again.
 */
function withBouncer(cluster: Cluster): Pick<PodSpec, "initContainers" | "affinity"> {
  const { gitea, nodes } = cluster;
  const others = Object.keys(nodes).filter(node => node !== gitea.node);
  return {
    initContainers: [
      {
        name: "bouncer",
        image: bouncerImage(cluster),
        imagePullPolicy: "IfNotPresent",
        command: ["cp", "-R", `${BOUNCER.folderInImage}/.`, BOUNCER.folder],
        resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "16Mi" } },
        securityContext: CONFINED,
        volumeMounts: [{ name: "bouncer", mountPath: BOUNCER.folder }],
      },
    ],
    ...(others.length > 0 && {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: "kubernetes.io/hostname", operator: "NotIn", values: [gitea.node] }] },
            ],
          },
        },
      },
    }),
  };
}

interface GivenFile {
  readonly volume: Volume;
  readonly mount: VolumeMount;
}

/** What Traefik reads beside its own volume. It starts without secrets: the LAN must not wait for Vault. */
function givenFiles(cluster: Cluster): GivenFile[] {
  const { zone, stepCa } = cluster;
  return [
    ...(stepCa.rootCertificate === undefined
      ? []
      : [given("step-ca", STEP_CA_ROOT, { configMap: { name: STEP_CA_ROOT.object } })]),
    ...(zone === undefined
      ? []
      : [
          given("duckdns", DUCKDNS, secret(DUCKDNS)),
          given("bouncer-key", BOUNCER.key, secret(BOUNCER.key)),
          {
            volume: { name: "bouncer", emptyDir: { sizeLimit: "16Mi" } },
            mount: { name: "bouncer", mountPath: BOUNCER.folder, readOnly: true },
          },
        ]),
  ];
}

interface FileOfObject {
  readonly object: string;
  readonly key: string;
  readonly file: string;
}

function given(volume: string, { file }: FileOfObject, source: Omit<Volume, "name">): GivenFile {
  const folder = file.slice(0, file.lastIndexOf("/"));
  return { volume: { name: volume, ...source }, mount: { name: volume, mountPath: folder, readOnly: true } };
}

function secret({ object, key, file }: FileOfObject): Omit<Volume, "name"> {
  const path = file.slice(file.lastIndexOf("/") + 1);
  return { secret: { secretName: object, optional: true, items: [{ key, path }] } };
}

function rootOf({ stepCa }: Cluster): Record<string, string> {
  return stepCa.rootCertificate === undefined ? {} : { [STEP_CA_ROOT.key]: stepCa.rootCertificate };
}
