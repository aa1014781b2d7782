import { expect, test } from "vitest";
import type { Node } from "../../clusters/lab.ts";
import { appsOnly, declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { capacity } from "./capacity.ts";
import { edit } from "./edits/capacity.ts";
import type { Lab } from "./rule.ts";

const declared = await declaredLab();
const lab = appsOnly(declared);

/** The declared lab with other requests of a Deployment. */
function requesting(from: Lab, id: string, requests: Record<string, string>, replicas = 1): Lab {
  return withEdit(from, id, ({ spec }) => {
    spec.replicas = replicas;
    spec.template.spec.containers[0].resources = { requests, limits: { memory: requests.memory } };
  });
}

/** The declared lab with a workload beside ERP's, made of it. */
function withWorkload(change: (object: EditableObject) => void): Lab {
  const units = lab.units.map(unit => {
    if (unit.name !== "erp") return unit;
    const object: EditableObject = structuredClone(unit.objects.find(({ kind }) => kind === "Deployment"));
    object.metadata.name = "copy";
    change(object);
    return { ...unit, objects: [...unit.objects, object] };
  });
  return withUnits(lab, units);
}

function withNodes(from: Lab, change: (name: string, node: Node) => Partial<Node> | undefined): Lab {
  const nodes = Object.entries(from.cluster.nodes).flatMap(([name, node]) => {
    const changed = change(name, node);
    return changed === undefined ? [] : [[name, { ...node, ...changed }] as const];
  });
  return { ...from, cluster: { ...from.cluster, nodes: Object.fromEntries(nodes) } };
}

test("capacity finds nothing in the declared lab", () => {
  expect(capacity.check(declared)).toEqual([]);
});

test("capacity names the pod that is larger than any node, once", () => {
  expect(capacity.check(edit(lab))).toEqual([
    {
      level: "error",
      rule: "capacity",
      cluster: "arcodange",
      unit: "erp",
      object: "Deployment/erp",
      field: "spec.template.spec.containers",
      problem: "each pod requests 9216Mi of memory, and no node offers more than 7168Mi",
      remedy: "give a node more in clusters/arcodange/index.ts, or request less",
      file: "apps/erp.ts",
    },
  ]);
});

test("capacity measures a pinned pod by its node", () => {
  const pinned = withEdit(
    requesting(lab, "erp/Deployment/erp", { cpu: "200m", memory: "5Gi" }),
    "erp/Deployment/erp",
    erp => {
      erp.spec.template.spec.nodeSelector = { "kubernetes.io/hostname": "pi2" };
    },
  );
  expect(capacity.check(pinned)).toEqual([
    expect.objectContaining({
      object: "Deployment/erp",
      problem: 'each pod requests 5120Mi of memory, and node "pi2" offers 4096Mi',
    }),
  ]);
});

test("capacity finds a pod that is pinned to no node", () => {
  const lost = withEdit(lab, "erp/Deployment/erp", ({ spec }) => {
    spec.template.spec.nodeSelector = { "kubernetes.io/hostname": "pi9" };
  });
  expect(capacity.check(lost)).toEqual([
    expect.objectContaining({
      field: "spec.template.spec.nodeSelector",
      problem: 'it is pinned to "pi9", which is no node',
      remedy: 'name one of "pi1", "pi2", "pi3"',
    }),
  ]);
});

test("capacity says how much too much all workloads request together", () => {
  const findings = capacity.check(requesting(lab, "erp/Deployment/erp", { cpu: "200m", memory: "4Gi" }, 5));
  expect(findings).toEqual([
    expect.objectContaining({
      cluster: "arcodange",
      field: "nodes",
      problem: expect.stringMatching(/^everything requests 2\d{4}Mi of memory, 18432Mi are there$/),
      remedy: expect.stringContaining("Deployment/erp of erp (4096Mi)"),
      file: "clusters/arcodange/index.ts",
    }),
  ]);
});

test("capacity finds one shortage for memory and one for cpu", async () => {
  const findings = await capacity.check(requesting(lab, "erp/Deployment/erp", { cpu: "3", memory: "4Gi" }, 5));
  expect(findings.map(({ problem }) => problem)).toEqual([
    expect.stringMatching(/of memory, 18432Mi are there$/),
    expect.stringMatching(/of cpu, 10500m are there$/),
  ]);
});

test("capacity names each node whose loss leaves too little", async () => {
  // pi1 and pi3 offer 7168Mi each, pi2 4096Mi: without pi2, 14336Mi are left
  const findings = await capacity.check(requesting(lab, "erp/Deployment/erp", { cpu: "10m", memory: "1Gi" }, 12));
  expect(findings.map(({ problem }) => problem)).toEqual([
    expect.stringMatching(/^everything requests 1[23]\d{3}Mi of memory, 11264Mi are left without pi1$/),
    expect.stringMatching(/^everything requests 1[23]\d{3}Mi of memory, 11264Mi are left without pi3$/),
  ]);
});

test("capacity loses nothing in a cluster of one node", () => {
  const one = withNodes(lab, name => (name === "pi1" ? {} : undefined));
  const volumeless = withEdit(one, "erp/PersistentVolumeClaim/documents", ({ spec }) => {
    spec.storageClassName = "longhorn-local";
  });
  const single = withEdit(volumeless, "erp-sandbox/PersistentVolumeClaim/documents", ({ spec }) => {
    spec.storageClassName = "longhorn-local";
  });
  expect(capacity.check(single)).toEqual([]);
});

test("capacity says which pod has no room where the sums would do", () => {
  const large = requesting(lab, "erp/Deployment/erp", { cpu: "10m", memory: "4Gi" }, 3);
  expect(capacity.check(requesting(large, "webapp/Deployment/webapp", { cpu: "10m", memory: "4Gi" }))).toEqual([
    expect.objectContaining({
      field: "nodes",
      problem: expect.stringMatching(
        /^everything requests 1[67]\d{3}Mi of memory, 18432Mi are there, but no node has room for Deployment\/(erp of erp|webapp of webapp) \(4096Mi, 10m of cpu\)$/,
      ),
    }),
  ]);
});

test("capacity counts a DaemonSet on every node", () => {
  const everywhere = withWorkload(object => {
    object.kind = "DaemonSet";
    object.spec.template.spec.containers[0].resources.requests.memory = "5Gi";
  });
  expect(capacity.check(everywhere)).toEqual([
    expect.objectContaining({
      field: "nodes.pi2",
      problem: 'what runs on every node or is pinned to "pi2" requests 5120Mi of memory, 4096Mi are there',
    }),
  ]);
});

test("capacity adds up what is pinned to one node", () => {
  const crowded = withWorkload(object => {
    object.spec.replicas = 2;
    object.spec.template.spec.nodeSelector = { "kubernetes.io/hostname": "pi2" };
    object.spec.template.spec.containers[0].resources.requests.memory = "3Gi";
  });
  expect(capacity.check(crowded)).toEqual([
    expect.objectContaining({
      field: "nodes.pi2",
      problem: expect.stringContaining("6144Mi of memory, 4096Mi are there"),
    }),
  ]);
});

test("capacity loses what is pinned to a node with it", () => {
  const models = withWorkload(object => {
    object.spec.template.spec.nodeSelector = { "kubernetes.io/hostname": "pi3" };
    object.spec.template.spec.containers[0].resources.requests.memory = "6Gi";
  });
  // without pi1, 5120Mi are left beside the pinned pod: enough; without pi3, nobody asks for 6Gi
  expect(capacity.check(models)).toEqual([]);
});

test("capacity counts what prepares a pod if it is more than the pod itself", () => {
  const prepared = withEdit(lab, "erp/Deployment/erp", ({ spec }) => {
    const [container] = spec.template.spec.containers;
    spec.template.spec.initContainers = [
      { ...container, name: "migrate", resources: { requests: { cpu: "10m", memory: "8Gi" } } },
    ];
  });
  expect(capacity.check(prepared)).toEqual([
    expect.objectContaining({ problem: expect.stringContaining("each pod requests 8192Mi of memory") }),
  ]);
});

test("capacity adds a sidecar to its pod, but not what only prepares it", () => {
  const memory = "4000Mi";
  const beside = (restartPolicy: object) =>
    withEdit(requesting(lab, "erp/Deployment/erp", { cpu: "10m", memory }), "erp/Deployment/erp", ({ spec }) => {
      const [container] = spec.template.spec.containers;
      spec.template.spec.initContainers = [{ ...container, name: "first", ...restartPolicy }];
    });
  expect(capacity.check(beside({}))).toEqual([]);
  expect(capacity.check(beside({ restartPolicy: "Always" }))).toEqual([
    expect.objectContaining({ problem: expect.stringContaining("each pod requests 8000Mi of memory") }),
  ]);
});

test.each<[string, (unit: Lab) => Lab, string]>([
  [
    "memory",
    from => requesting(from, "erp-sandbox/Deployment/erp", { cpu: "100m", memory: "1100Mi" }),
    'it requests or is limited to 1100Mi of memory, and the quota of environment "sandbox" holds 1024',
  ],
  [
    "limits of memory",
    from =>
      withEdit(from, "erp-sandbox/Deployment/erp", ({ spec }) => {
        spec.template.spec.containers[0].resources.limits.memory = "1200Mi";
      }),
    "it requests or is limited to 1200Mi of memory",
  ],
  [
    "cpu",
    from => requesting(from, "erp-sandbox/Deployment/erp", { cpu: "0.6", memory: "64Mi" }, 2),
    'it requests 1200m of cpu, and the quota of environment "sandbox" holds 1000',
  ],
  [
    "pods",
    from => requesting(from, "erp-sandbox/Deployment/erp", { cpu: "1m", memory: "1Mi" }, 11),
    'it has 11 pods, and the quota of environment "sandbox" holds 10',
  ],
  [
    "storage",
    from =>
      withEdit(from, "erp-sandbox/PersistentVolumeClaim/documents", ({ spec }) => {
        spec.resources.requests.storage = "21Gi";
      }),
    'it requests 21Gi of storage, and the quota of environment "sandbox" holds 20',
  ],
])("capacity finds an instance whose quota holds less %s than it requests", (_, change, problem) => {
  expect(capacity.check(change(lab))).toEqual([
    expect.objectContaining({
      unit: "erp-sandbox",
      problem: expect.stringContaining(problem),
      remedy: expect.stringContaining("in clusters/arcodange/index.ts, or ask for less"),
      file: "apps/erp.ts",
    }),
  ]);
});

test("capacity counts every copy of a volume against the disks", () => {
  const sized = (storage: string) =>
    withEdit(lab, "erp/PersistentVolumeClaim/documents", ({ spec }) => {
      spec.resources.requests.storage = storage;
    });
  expect(capacity.check(sized("390Gi"))).toEqual([]);
  expect(capacity.check(sized("401Gi"))).toEqual([
    expect.objectContaining({
      cluster: "arcodange",
      field: "nodes",
      problem: expect.stringMatching(
        /^volumes with their copies request 8\d\dGi, the disks hold 1200Gi, and PersistentVolumeClaim\/documents of erp \(401Gi, 2 copies\) finds no room$/,
      ),
      file: "clusters/arcodange/index.ts",
    }),
  ]);
});

test("capacity counts the volumes of every replica of a StatefulSet", () => {
  const stateful = withWorkload(object => {
    object.kind = "StatefulSet";
    object.spec.replicas = 4;
    object.spec.volumeClaimTemplates = [
      { spec: { storageClassName: "longhorn-local", resources: { requests: { storage: "350Gi" } } } },
    ];
  });
  expect(capacity.check(stateful)).toEqual([
    expect.objectContaining({
      problem: expect.stringContaining("StatefulSet/copy of erp (350Gi, 1 copy) finds no room"),
    }),
  ]);
});

test("capacity accepts a pod that takes a node to the last byte and thousandth of a core", () => {
  const exact = requesting(lab, "erp/Deployment/erp", { cpu: "3500m", memory: "7168Mi" });
  expect(capacity.check(exact)).not.toContainEqual(expect.objectContaining({ object: "Deployment/erp" }));
});

test("capacity names only the resource that no node has enough of", () => {
  // 5Gi are too much for pi2 alone
  expect(capacity.check(requesting(lab, "erp/Deployment/erp", { cpu: "4", memory: "5Gi" }))).toEqual([
    expect.objectContaining({ problem: "each pod requests 4000m of cpu, and no node offers more than 3500m" }),
  ]);
});

test.each([
  ["Job", {}, 1],
  ["Job", { parallelism: 3 }, 3],
  ["CronJob", {}, 1],
  ["CronJob", { parallelism: 3 }, 3],
])("capacity counts the pods of a %s with %o", async (kind, parallelism, pods) => {
  const job = withWorkload(object => {
    const { template } = object.spec;
    template.spec.nodeSelector = { "kubernetes.io/hostname": "pi2" };
    template.spec.containers[0].resources.requests = { cpu: "1800m", memory: "1Mi" };
    object.kind = kind;
    object.spec =
      kind === "Job" ? { ...parallelism, template } : { jobTemplate: { spec: { ...parallelism, template } } };
  });
  const problems = (await capacity.check(job)).map(({ problem }) => problem);
  expect(problems).toEqual(
    pods === 1
      ? []
      : [`what runs on every node or is pinned to "pi2" requests ${1800 * pods}m of cpu, 3500m are there`],
  );
});

test("capacity accepts an instance that uses its quota up", () => {
  const full = withEdit(
    requesting(lab, "erp-sandbox/Deployment/erp", { cpu: "125m", memory: "128Mi" }, 8),
    "erp-sandbox/PersistentVolumeClaim/documents",
    ({ spec }) => {
      spec.resources.requests.storage = "20Gi";
    },
  );
  expect(capacity.check(full)).toEqual([]);
});

test("capacity multiplies what a quota holds by the replicas", () => {
  expect(capacity.check(requesting(lab, "erp-sandbox/Deployment/erp", { cpu: "1m", memory: "400Mi" }, 3))).toEqual([
    expect.objectContaining({ unit: "erp-sandbox", problem: expect.stringContaining("1200Mi of memory") }),
  ]);
});

test("capacity counts a volume of a class that it does not know as one copy", () => {
  const foreign = withEdit(lab, "erp/PersistentVolumeClaim/documents", ({ spec }) => {
    spec.storageClassName = "foreign";
    spec.resources.requests.storage = "401Gi";
  });
  expect(capacity.check(foreign)).toEqual([
    expect.objectContaining({ problem: expect.stringContaining("(401Gi, 1 copy) finds no room") }),
  ]);
});
