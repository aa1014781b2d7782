/** A lab as small as it can be and still have every link of the chain: three nodes, two volumes, Vault, one app. */
export const NODES = ["pi1", "pi2", "pi3"] as const;
export type NodeName = (typeof NODES)[number];

/** Address of the API server's node, where its Longhorn manager answers. */
export const SERVER_ADDRESS = "192.168.1.201";

export const PATHS = {
  nodes: "/api/v1/nodes",
  pods: "/api/v1/pods",
  persistentVolumes: "/api/v1/persistentvolumes",
  attachments: "/apis/storage.k8s.io/v1/volumeattachments",
  volumes: "/apis/longhorn.io/v1beta2/namespaces/longhorn-system/volumes",
  replicas: "/apis/longhorn.io/v1beta2/namespaces/longhorn-system/replicas",
  longhornNodes: "/apis/longhorn.io/v1beta2/namespaces/longhorn-system/nodes",
  settings: "/apis/longhorn.io/v1beta2/namespaces/longhorn-system/settings",
  secrets: "/apis/secrets.hashicorp.com/v1beta1/namespaces/erp/vaultstaticsecrets",
  applications: "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications",
} as const;

export function podsOf(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/pods`;
}

export interface Condition {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason?: string;
  readonly message?: string;
}

/** A pod that a volume belongs to, and where the copies of that are. */
export interface Resident {
  readonly namespace: string;
  readonly pod: string;
  readonly claim: string;
  readonly volume: string;
  /** Where it runs while all is well, which has a copy. */
  readonly home: NodeName;
  readonly other: NodeName;
}

export const VAULT_POD: Resident = {
  namespace: "tools",
  pod: "vault-0",
  claim: "data-vault-0",
  volume: "pvc-vault",
  home: "pi2",
  other: "pi1",
};
export const ERP_POD: Resident = {
  namespace: "erp",
  pod: "erp-0",
  claim: "documents",
  volume: "pvc-erp",
  home: "pi3",
  other: "pi1",
};
export const RESIDENTS: readonly Resident[] = [VAULT_POD, ERP_POD];

/** Workloads that a run may restart. */
export const WORKLOADS = {
  attacher: { path: "/apis/apps/v1/namespaces/longhorn-system/deployments", name: "csi-attacher" },
  operator: { path: "/apis/apps/v1/namespaces/tools/deployments", name: "vault-secrets-operator" },
  controller: { path: "/apis/apps/v1/namespaces/argocd/statefulsets", name: "argocd-application-controller" },
} as const;

/** An object, what of it only a status can say, and where it is made. */
export interface Made {
  readonly path: string;
  readonly body: {
    readonly metadata: { readonly name: string; readonly [field: string]: unknown };
    readonly [field: string]: unknown;
  };
  readonly status?: object;
}

/** What is made once, for every drill: nothing of it ever changes but the annotation by which a workload is restarted. */
export function foundations(): Made[] {
  const namespaces = ["longhorn-system", "tools", "erp", "argocd"];
  return [
    ...namespaces.map(name => made("/api/v1/namespaces", { metadata: { name } })),
    ...namespaces.map(name => made(`/api/v1/namespaces/${name}/serviceaccounts`, { metadata: { name: "default" } })),
    ...RESIDENTS.map(persistentVolume),
    ...Object.values(WORKLOADS).map(workload),
  ];
}

/** The lab while all is well. */
export function wellObjects(): Made[] {
  return [
    ...NODES.map(node),
    ...NODES.map(longhornNode),
    ...NODES.map(manager),
    ...RESIDENTS.flatMap(resident => [
      pod(resident, resident.home),
      attachment(resident, resident.home),
      volume(resident),
      replica(resident, resident.home),
      replica(resident, resident.other),
    ]),
    made(PATHS.settings, {
      apiVersion: "longhorn.io/v1beta2",
      kind: "Setting",
      metadata: { name: "auto-salvage" },
      value: "true",
    }),
    syncedSecret(),
    application("erp"),
    application("tools"),
  ];
}

function made(path: string, body: Made["body"], status?: object): Made {
  return { path, body, ...(status !== undefined && { status }) };
}

function node(name: NodeName): Made {
  return made(PATHS.nodes, { metadata: { name } }, { conditions: [{ type: "Ready", status: "True" }] });
}

function longhornNode(name: NodeName): Made {
  const conditions = [{ type: "Schedulable", status: "True" }];
  return made(
    PATHS.longhornNodes,
    { apiVersion: "longhorn.io/v1beta2", kind: "Node", metadata: { name }, spec: { name } },
    { conditions: [{ type: "Ready", status: "True" }], diskStatus: { disk: { diskUUID: diskOf(name), conditions } } },
  );
}

export function diskOf(name: string): string {
  return `disk-of-${name}`;
}

function manager(nodeName: NodeName): Made {
  const podIP = nodeName === "pi1" ? SERVER_ADDRESS : `10.42.0.${NODES.indexOf(nodeName) + 10}`;
  const metadata = { name: `longhorn-manager-${nodeName}`, labels: { app: "longhorn-manager" } };
  return made(
    podsOf("longhorn-system"),
    { metadata, spec: podSpec(nodeName) },
    { ...READY, podIP, podIPs: [{ ip: podIP }] },
  );
}

const READY = { phase: "Running", conditions: [{ type: "Ready", status: "True" }] };

/** A pod of a resident on some node, as its owner makes it. */
export function pod({ namespace, pod: name, claim }: Resident, nodeName: string): Made {
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: claim } }];
  return made(podsOf(namespace), { metadata: { name }, spec: { ...podSpec(nodeName), volumes } }, READY);
}

function podSpec(nodeName: string) {
  const containers = [{ name: "main", image: "example.org/main:1" }];
  return { nodeName, containers, automountServiceAccountToken: false, terminationGracePeriodSeconds: 1 };
}

export function attachmentName({ volume: name }: Resident, nodeName: string): string {
  return `csi-${name}-${nodeName}`;
}

/** As Kubernetes makes it: Longhorn's attacher has put its finalizer on it. */
export function attachment(resident: Resident, nodeName: string): Made {
  const finalizers = ["external-attacher/driver-longhorn-io"];
  return made(
    PATHS.attachments,
    {
      metadata: { name: attachmentName(resident, nodeName), finalizers },
      spec: { attacher: "driver.longhorn.io", nodeName, source: { persistentVolumeName: resident.volume } },
    },
    { attached: true },
  );
}

function volume({ volume: name, namespace, claim }: Resident): Made {
  return made(
    PATHS.volumes,
    {
      apiVersion: "longhorn.io/v1beta2",
      kind: "Volume",
      metadata: { name },
      spec: { size: "1073741824", numberOfReplicas: 2 },
    },
    { state: "attached", robustness: "healthy", kubernetesStatus: { namespace, pvcName: claim } },
  );
}

export function replicaName({ volume: name }: Resident, nodeName: string): string {
  return `${name}-r-${nodeName}`;
}

function replica(resident: Resident, nodeID: NodeName): Made {
  const spec = {
    volumeName: resident.volume,
    nodeID,
    diskID: diskOf(nodeID),
    healthyAt: "2026-01-01T00:00:00Z",
    failedAt: "",
  };
  const metadata = { name: replicaName(resident, nodeID) };
  return made(PATHS.replicas, { apiVersion: "longhorn.io/v1beta2", kind: "Replica", metadata, spec });
}

function persistentVolume({ volume: name, namespace, claim }: Resident): Made {
  return made(PATHS.persistentVolumes, {
    metadata: { name },
    spec: {
      accessModes: ["ReadWriteOnce"],
      capacity: { storage: "1Gi" },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name: claim },
      csi: { driver: "driver.longhorn.io", volumeHandle: name },
      storageClassName: "longhorn-replicated",
    },
  });
}

function workload({ path, name }: { readonly path: string; readonly name: string }): Made {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name: "main", image: "example.org/main:1" }] } };
  return made(path, { metadata: { name }, spec: { selector: { matchLabels: labels }, template } });
}

function syncedSecret(): Made {
  return made(
    PATHS.secrets,
    {
      apiVersion: "secrets.hashicorp.com/v1beta1",
      kind: "VaultStaticSecret",
      metadata: { name: "erp" },
      spec: { destination: { name: "erp" }, mount: "kvv2", path: "erp/smtp", type: "kv-v2" },
    },
    {
      lastGeneration: 1,
      conditions: [
        { type: "Ready", status: "True", reason: "Synced", message: "", lastTransitionTime: "2026-01-01T00:00:00Z" },
      ],
    },
  );
}

export const SOURCE = {
  repoURL: "https://gitea.arcodange.lab/arcodange-org/lab.git",
  path: "rendered/arcodange/erp",
  targetRevision: "main",
};

function application(name: string): Made {
  return made(PATHS.applications, {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name },
    spec: {
      project: name,
      destination: { server: "https://kubernetes.default.svc", namespace: name },
      source: SOURCE,
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ["ServerSideApply=true"],
        retry: { limit: -1 },
      },
    },
    status: { sync: { status: "Synced" }, health: { status: "Healthy" } },
  });
}
