import { describe, expect, test } from "vitest";
import type { Deviations } from "../../platform/deviations.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { compare } from "./compare.ts";

const listed: Deviations = { files: [], absent: {}, fields: {} };

/** A Deployment as charts write it, with nothing in it that may be left out. */
const upstream: KubeObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "release-web", labels: { app: "web" }, annotations: { note: "a" } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: {
        serviceAccountName: "release-web",
        initContainers: [
          { name: "first", image: "tool:1" },
          { name: "second", image: "tool:1" },
        ],
        containers: [
          {
            name: "web",
            image: "web:1",
            args: ["serve", "--log.level=INFO", "--listen", ":80"],
            env: [
              { name: "A", value: "1" },
              { name: "B", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
            ],
            ports: [{ name: "http", containerPort: 80 }],
            resources: { limits: { memory: "64Mi" } },
            volumeMounts: [{ name: "data", mountPath: "/data" }],
          },
        ],
        volumes: [{ name: "data", emptyDir: {} }],
      },
    },
  },
};
const role: KubeObject = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRole",
  metadata: { name: "web" },
  rules: [{ apiGroups: ["apps"], resources: ["deployments", "pods/log"], verbs: ["get", "list"] }],
};
const stateful: KubeObject = {
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "db" },
  spec: {
    volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { resources: { requests: { storage: "1Gi" } } } }],
  },
};
const policy: KubeObject = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "web" },
  spec: {
    podSelector: { matchLabels: { app: "web" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: "proxy" } } }], ports: [{ port: 80 }] }],
  },
};

const pathsOf = (theirs: KubeObject, ours: KubeObject) =>
  compare({ upstream: [theirs], ours: [ours], listed }).unlisted.map(({ path }) => path);

describe("compare()", () => {
  test("finds nothing between an object and itself, and counts what it compared", () => {
    expect(compare({ upstream: [upstream, role], ours: [role, upstream], listed })).toEqual({
      objects: 2,
      absent: 0,
      fields: 37,
      deviations: [],
      unlisted: [],
      problems: [],
    });
  });

  describe.each([upstream, role, stateful, policy])("of $kind", object => {
    test.each([...droppable(object)].map(path => [path.join("."), path] as const))(
      "finds that %s is dropped",
      (_, path) => {
        expect(pathsOf(object, without(object, path))).not.toEqual([]);
      },
    );

    test("finds every value that is another one", () => {
      for (const path of droppable(object)) {
        const edited = structuredClone(object);
        const value = at(edited, path);
        if (typeof value !== "string" && typeof value !== "number") continue;
        set(edited, path, typeof value === "number" ? value + 1 : `${value}x`);
        expect(pathsOf(object, edited), path.join(".")).not.toEqual([]);
      }
    });
  });

  test("finds what is added", () => {
    expect(pathsOf(role, { ...role, aggregationRule: { clusterRoleSelectors: [] } })).toEqual(["aggregationRule"]);
  });

  test.each<[string, (spec: EditablePod) => void]>([
    ["spec.template.spec.containers[web].args[--log.level]", spec => spec.containers[0].args.splice(1, 1)],
    ["spec.template.spec.containers[web].args[--listen][0]", spec => spec.containers[0].args.splice(3, 1, ":8080")],
    ["spec.template.spec.containers[web].env[A].value", spec => (spec.containers[0].env[0].value = "2")],
    ["spec.template.spec.initContainers.order", spec => spec.initContainers.reverse()],
  ])("calls a field %s", (path, edit) => {
    const ours = structuredClone(upstream) as { spec: { template: { spec: EditablePod } } } & KubeObject;
    edit(ours.spec.template.spec);
    expect(pathsOf(upstream, ours)).toEqual([path]);
  });

  test("calls rights and peers by whom and what they are for", () => {
    const verbs = { ...role, rules: [{ apiGroups: ["apps"], resources: ["deployments", "pods/log"], verbs: ["get"] }] };
    expect(pathsOf(role, verbs)).toEqual(["rules[deployments.apps].list", "rules[pods.apps/log].list"]);
    const closed = { ...policy, spec: { ...(policy.spec as object), ingress: [{ ports: [{ port: 80 }] }] } };
    expect(pathsOf(policy, closed)).toEqual(["spec.ingress[80/TCP].from"]);
  });
});

describe("compare() with what is listed", () => {
  const ours: KubeObject = { ...role, metadata: { name: "web", labels: { own: "yes" } } };
  const reason = "a reason";
  const fields = { "ClusterRole/web": { "metadata.labels": reason } };

  test("accepts a deviation with its reason, and counts it", () => {
    const { deviations, unlisted, problems } = compare({
      upstream: [role],
      ours: [ours],
      listed: { ...listed, fields },
    });
    expect({ deviations: deviations.length, unlisted, problems }).toEqual({
      deviations: 1,
      unlisted: [],
      problems: [],
    });
  });

  test("takes a path for itself only, and not for what lies above, below or beside it", () => {
    for (const path of ["metadata", "metadata.labels.own", "metadata.*", "metadata.label"]) {
      const wrong = { ...listed, fields: { "ClusterRole/web": { [path]: reason } } };
      const { unlisted, problems } = compare({ upstream: [role], ours: [ours], listed: wrong });
      expect(unlisted).toEqual([{ object: "ClusterRole/web", path: "metadata.labels", after: { own: "yes" } }]);
      expect(problems).toMatchObject([{ field: path, problem: "it is listed as a deviation and does not deviate" }]);
    }
  });

  test("finds an object that is missing, and says what it would be called", () => {
    const names = { web: "site" };
    const { problems, fields } = compare({ upstream: [role], ours: [ours], listed: { ...listed, names } });
    expect(fields).toBe(0);
    expect(problems).toMatchObject([
      { object: "ClusterRole/web", problem: expect.stringContaining("it would be ClusterRole/site here") },
    ]);
  });

  test("does not take an object of another kind for it", () => {
    const other = { ...role, kind: "Role" };
    expect(compare({ upstream: [role], ours: [other], listed }).problems).toHaveLength(1);
  });

  test("accepts an object that is listed as absent", () => {
    const absent = { "ClusterRole/web": reason };
    const { objects, absent: count, problems } = compare({ upstream: [role], ours: [], listed: { ...listed, absent } });
    expect({ objects, count, problems }).toEqual({ objects: 1, count: 1, problems: [] });
  });

  test("writes our names wherever the upstream writes just that name", () => {
    const names = { "release-web": "web" };
    const renamedOurs = JSON.parse(JSON.stringify(upstream).replaceAll("release-web", "web"));
    const { unlisted, problems } = compare({ upstream: [upstream], ours: [renamedOurs], listed: { ...listed, names } });
    expect({ unlisted, problems }).toEqual({ unlisted: [], problems: [] });
  });

  test.each<[Partial<Deviations>, object]>([
    [{ fields: { "ClusterRole/web": { ...fields["ClusterRole/web"], rules: reason } } }, { field: "rules" }],
    [{ fields: { ...fields, "Role/gone": { rules: reason } } }, { object: "Role/gone" }],
    [{ fields, absent: { "Role/gone": reason } }, { object: "Role/gone" }],
    [{ fields, names: { gone: "here" } }, { problem: expect.stringContaining('"gone"') }],
    [{ fields: { "ClusterRole/web": { "metadata.labels": " " } } }, { problem: "it is listed without a reason" }],
  ])("refuses the entries %j", (entries, problem) => {
    const { unlisted, problems } = compare({ upstream: [role], ours: [ours], listed: { ...listed, ...entries } });
    expect(unlisted).toEqual([]);
    expect(problems).toMatchObject([problem]);
  });

  test.each<[readonly KubeObject[], Partial<Deviations>, RegExp]>([
    [[ours], { absent: { "ClusterRole/web": reason } }, /the component has it/],
    [[], { absent: { "ClusterRole/web": "" } }, /without a reason/],
    [[], { absent: { "ClusterRole/web": reason }, fields }, /none of its fields is compared/],
  ])("refuses, of objects %j, the entries %j", (objects, entries, problem) => {
    const { problems } = compare({ upstream: [role], ours: objects, listed: { ...listed, ...entries } });
    expect(problems).toEqual([expect.objectContaining({ problem: expect.stringMatching(problem) })]);
  });

  test("refuses names by which two objects would be one", () => {
    const second = { ...role, metadata: { name: "second" } };
    const names = { second: "web" };
    const { problems } = compare({ upstream: [role, second], ours: [role], listed: { ...listed, names } });
    expect(problems).toMatchObject([
      { object: "ClusterRole/web", problem: expect.stringContaining("ClusterRole/web and ClusterRole/second") },
    ]);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: an edit reaches any field
type EditablePod = any;
type Path = readonly (string | number)[];

/** Every field and element of an object, but those by which it is found. */
function* droppable(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== "object" || value === null) return;
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const key of keys) {
    const inner = [...path, key];
    if (!["apiVersion", "kind", "metadata", "metadata.name"].includes(inner.join("."))) yield inner;
    yield* droppable((value as Record<string | number, unknown>)[key], inner);
  }
}

function without(object: KubeObject, path: Path): KubeObject {
  const copy = structuredClone(object);
  const owner = at(copy, path.slice(0, -1)) as EditablePod;
  const key = path.at(-1) ?? "";
  if (Array.isArray(owner)) owner.splice(Number(key), 1);
  else delete owner[key];
  return copy;
}

function at(object: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], object);
}

function set(object: unknown, path: Path, value: unknown): void {
  (at(object, path.slice(0, -1)) as Record<string | number, unknown>)[path.at(-1) ?? ""] = value;
}
