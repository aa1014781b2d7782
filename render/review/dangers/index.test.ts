import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Desired, Placed } from "../desired.ts";
import type { Situation } from "../situation.ts";
import { mounting, sampleClaim, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleHttpRoute } from "../testing/sample-routes.ts";
import { sampleApplication, sampleSituation } from "../testing/sample-situation.ts";
import type { Danger } from "./danger.ts";
import { findDangers } from "./find-dangers.ts";
import { dangers } from "./index.ts";
import { replicasZero } from "./replicas-zero.ts";
import { volumeClaimRemoved } from "./volume-claim-removed.ts";

test("dangers are all files of this folder that hold one, in alphabetical order", () => {
  const machinery = ["danger", "find-dangers", "found-danger", "index", "told-together"];
  const files = readdirSync(import.meta.dirname).flatMap(file => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
  expect(dangers.map(({ id }) => id)).toEqual(files.filter(file => !machinery.includes(file)).sort());
});

test.each(dangers.map(danger => [danger.id, danger] as const))(
  "%s explains itself and its remedy in a sentence each",
  (_, danger) => {
    for (const sentence of [danger.explanation, danger.remedy]) {
      expect(sentence).toMatch(/^[A-Z]/);
      expect(sentence).not.toMatch(/\.$|\. [A-Z]/);
    }
  },
);

const container = {
  image: "redis:8",
  command: ["pg_dump"],
  resources: { requests: { memory: "1Gi" }, limits: { memory: "1Gi" } },
  securityContext: { runAsUser: 0, capabilities: { add: ["SYS_ADMIN"] } },
  readinessProbe: { httpGet: { port: 1 } },
};
const kinds = (kind: string) => [{ group: "", kind }];

/** One object for each shape that some danger looks into. */
const SHAPES: readonly KubeObject[] = [
  sampleDeployment({
    container,
    pod: mounting("documents"),
    spec: { replicas: 1, strategy: { rollingUpdate: { maxSurge: 1 } } },
  }),
  sampleClaim({ metadata: { labels: { "recurring-job.longhorn.io/source": "enabled" } } }),
  sampleApplication("erp", { sources: [{ repoURL: "https://git.example.net/lab.git", chart: "erp" }] }),
  sampleObject("argoproj.io/v1alpha1", "AppProject", "erp", {
    spec: {
      sourceRepos: ["*"],
      destinations: [{ server: "*", namespace: "*" }],
      clusterResourceWhitelist: kinds("Node"),
    },
  }),
  sampleObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", "jobs.longhorn.io", {
    spec: {
      group: "longhorn.io",
      names: { kind: "RecurringJob" },
      versions: [{ name: "v1", served: true, storage: true }],
    },
  }),
  sampleObject("longhorn.io/v1beta2", "RecurringJob", "nightly", { spec: { task: "backup", groups: ["default"] } }),
  sampleObject("v1", "Node", "pi1", { status: { allocatable: { memory: "4Gi", cpu: 4 } } }),
  sampleObject("v1", "LimitRange", "range", { spec: { limits: [{ type: "Container", max: { memory: "1Gi" } }] } }),
  sampleObject("v1", "ResourceQuota", "quota", { spec: { hard: { memory: "1Gi" } } }),
  sampleObject("v1", "ConfigMap", "rules", { data: { rules: '{"groups":[{"rules":[{"alert":"Down"}]}]}' } }),
  sampleObject("v1", "Namespace", "erp", {
    metadata: { name: "erp", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  }),
  sampleObject("v1", "Secret", "token", { type: "Opaque" }),
  sampleObject("v1", "Service", "erp", {
    spec: { type: "LoadBalancer", selector: { app: "erp" }, ports: [{ port: 80 }] },
  }),
  sampleObject("rbac.authorization.k8s.io/v1", "ClusterRole", "erp", {
    rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["*"] }],
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: "b" } }] },
  }),
  sampleObject("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "erp", {
    roleRef: { kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ kind: "ServiceAccount", name: "erp", namespace: "erp" }],
  }),
  sampleObject("networking.k8s.io/v1", "NetworkPolicy", "erp", {
    spec: {
      podSelector: { matchLabels: { app: "erp" } },
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }],
    },
  }),
  sampleObject("networking.k8s.io/v1", "Ingress", "erp", {
    spec: {
      tls: [{ hosts: ["a"] }],
      rules: [{ host: "a", http: { paths: [{ backend: { service: { name: "erp" } } }] } }],
    },
  }),
  sampleObject("traefik.io/v1alpha1", "IngressRoute", "erp", {
    spec: {
      entryPoints: ["web"],
      tls: {},
      routes: [{ match: "Host(`a`)", middlewares: [{ name: "login" }], services: [{ name: "erp" }] }],
    },
  }),
  sampleObject("traefik.io/v1alpha1", "Middleware", "login", { spec: { basicAuth: { secret: "users" } } }),
  sampleObject("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", "erp", {
    spec: { mount: "kvv2", path: "erp", destination: { name: "erp" }, vaultAuthRef: "erp" },
  }),
  sampleObject("secrets.hashicorp.com/v1beta1", "VaultAuth", "erp", {
    spec: { kubernetes: { role: "erp", serviceAccount: "erp" } },
  }),
  sampleHttpRoute({ filters: [{ type: "ExtensionRef", extensionRef: { kind: "Middleware", name: "login" } }] }),
  sampleObject("policy/v1", "PodDisruptionBudget", "erp", {
    spec: { minAvailable: 1, selector: { matchLabels: { app: "erp" } } },
  }),
  sampleObject("v1", "ConfigMap", "argocd-cm", { data: { url: "https://a", "accounts.ops": "login" } }),
  sampleObject("v1", "ConfigMap", "argocd-rbac-cm", { data: { "policy.csv": "g, ops, role:admin" } }),
  sampleObject("v1", "ConfigMap", "tunnel", { data: { tunnel: '{"tunnel":"a","ingress":[{"hostname":"a"}]}' } }),
];

const { before } = sampleSituation({ erp: SHAPES }, { erp: SHAPES });
const placed = before.objects.filter(({ application }) => application === "erp");

const JUNK = [null, "text\u001b[31m", 7, true, [], [null], ["text"], [[]], { "\u202e": null }];

test.each(placed.map(one => [one.object.kind, one] as const))(
  "no danger falls over a %s that holds anything anywhere",
  (_, whole) => {
    for (const object of brokenOnes(whole.object)) {
      const broken = { ...whole, object: object as KubeObject };
      const found = [
        ...findDangers(update(before, whole, broken)),
        ...findDangers(update(replaced(before, whole, broken), broken, whole)),
      ];
      expect(found.filter(({ what }) => /undefined|\[object/.test(what))).toEqual([]);
    }
  },
  30_000,
);

function update(before: Desired, old: Placed, fresh: Placed): Situation {
  const { path, cluster, application, object } = old;
  const change = {
    verb: "update",
    path,
    cluster,
    unit: application,
    object: { ...object, name: object.metadata.name },
    fields: [],
  } as const;
  return { before, after: replaced(before, old, fresh), changes: [{ change, old, fresh }] };
}

function replaced(desired: Desired, old: Placed, fresh: Placed): Desired {
  const objects = desired.objects.map(one => (one === old ? fresh : one));
  return { ...desired, objects, byKey: new Map([...desired.byKey, [old.key, fresh]]) };
}

/** The object with each of its values replaced by each kind of junk, but for what every reader makes sure of. */
function* brokenOnes(value: unknown, path = ""): Generator<unknown> {
  if (!/^\/(apiVersion|kind|metadata|metadata\/name)?$/.test(path) && path !== "") yield* JUNK;
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    for (const broken of brokenOnes(inner, `${path}/${key}`)) {
      yield Array.isArray(value) ? value.with(Number(key), broken) : { ...value, [key]: broken };
    }
  }
}

test("what two dangers say of one object in the same words is told once, by the worse", () => {
  const [one, none] = [sampleDeployment({ spec: { replicas: 1 } }), sampleDeployment({ spec: { replicas: 0 } })];
  const echo: Danger = { ...replicasZero, id: "echo", level: "note" };
  const told = (kinds: readonly Danger[]) =>
    findDangers(sampleSituation({ erp: [one] }, { erp: [none] }), kinds).map(({ id }) => id);
  expect(told([echo, replicasZero])).toEqual(["replicas-zero"]);
  expect(told([echo])).toEqual(["echo"]);
});

test("what goes only perhaps, for a tool builds it from now on, is told so", () => {
  const claim = sampleClaim();
  const { changes, ...sides } = sampleSituation({ erp: [claim] }, { erp: [] });
  const doubtful = changes.map(changed => ({
    ...changed,
    change: { ...changed.change, why: "perhaps: a tool builds it" },
  }));
  const told = findDangers({ ...sides, changes: doubtful }, [volumeClaimRemoved]).map(({ what }) => what);
  expect(told).toEqual(['perhaps claim "documents" in "erp" is deleted']);
});
