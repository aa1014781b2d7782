import { expect, test } from "vitest";
import { stringify } from "yaml";
import { seeded } from "../testing/seeded.ts";
import { type Change, type Verb, WRITTEN_DIFFERENTLY } from "./change.ts";
import { compare } from "./compare.ts";
import type { Tree } from "./tree.ts";

/**
 * From a small realistic tree, a thousand single mutations. What is expected is known to the mutator, which knows what
 * it did; nothing of the code under test is asked.
 */
const SEED = 20_260_101;
const ROUNDS = 1000;

// biome-ignore lint/suspicious/noExplicitAny: mutators reach into any depth of any object
type Json = any;
type Objects = Readonly<Record<string, Json>>;

interface Expected {
  readonly verb: Verb;
  readonly path: string;
  readonly from?: string;
  /** How many fields differ. */
  readonly fields: number;
  readonly check?: (change: Change) => void;
}

interface Mutation {
  readonly tree: Tree;
  readonly expected: Expected;
}

test(`compare() finds ${ROUNDS} single mutations, each as the one change that it is`, () => {
  const before = write(OBJECTS);
  const random = generator(SEED);
  const names = Object.keys(MUTATORS);
  const done = new Map(names.map(name => [name, 0]));
  for (let round = 0; round < ROUNDS; round++) {
    const name = names[round % names.length] ?? "";
    const mutation = MUTATORS[name]?.(random);
    if (mutation === undefined) throw new Error(`no mutator "${name}"`);
    const { check, ...expected } = mutation.expected;
    const found = compare(before, mutation.tree);

    const seen = found.map(({ verb, path, from, fields }) => ({
      verb,
      path,
      ...(from === undefined ? {} : { from }),
      fields: fields.length,
    }));
    expect(seen, `round ${round}, ${name}`).toEqual([expected]);
    check?.(found[0] as Change);
    done.set(name, (done.get(name) ?? 0) + 1);
  }
  expect(Math.min(...done.values())).toBeGreaterThanOrEqual(Math.floor(ROUNDS / names.length));
}, 60_000);

// The tree

const labels = (app: string) => ({ "app.kubernetes.io/name": app });
const container = (name: string, image: string, port: number) => ({
  name,
  image,
  args: ["--listen", `:${port}`],
  ports: [{ name: "http", containerPort: port }],
  env: [
    { name: "HOST", value: "erp.arcodange.lab" },
    { name: "PORT", value: `${port}` },
    { name: "TOKEN", valueFrom: { secretKeyRef: { name: "erp-smtp", key: "token" } } },
  ],
  resources: { requests: { cpu: "50m", memory: "256Mi" }, limits: { memory: "256Mi" } },
  volumeMounts: [
    { name: "documents", mountPath: "/data" },
    { name: "tmp", mountPath: "/tmp" },
  ],
});

const namespaced = (apiVersion: string, kind: string, namespace: string, name: string, body: Json) => ({
  apiVersion,
  kind,
  metadata: { name, namespace, labels: labels(name), annotations: { "example.net/owner": "household" } },
  ...body,
});

const application = (name: string, path: string, prune: boolean) => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Application",
  metadata: { name, namespace: "argocd", annotations: { "argocd.argoproj.io/sync-wave": "1" } },
  spec: {
    project: name,
    destination: { name: "in-cluster", namespace: name },
    source: { repoURL: "https://gitea.arcodange.lab/arcodange-org/lab.git", path, targetRevision: "main" },
    syncPolicy: { automated: { prune, selfHeal: true }, syncOptions: ["ServerSideApply=true"] },
  },
});

const workload = (kind: string, namespace: string, body: Json) =>
  namespaced("apps/v1", kind, namespace, namespace, {
    spec: {
      replicas: 1,
      selector: { matchLabels: labels(namespace) },
      template: {
        metadata: { labels: labels(namespace) },
        spec: {
          serviceAccountName: namespace,
          containers: [container("web", "web:1.2.3", 8080), container("metrics", "exporter:1.0.0", 9090)],
          volumes: [
            { name: "documents", persistentVolumeClaim: { claimName: "documents" } },
            { name: "tmp", emptyDir: {} },
          ],
        },
      },
      ...body,
    },
  });

const app = (name: string) => ({
  [`arcodange/${name}/deployment-${name}.yaml`]: workload("Deployment", name, {}),
  [`arcodange/${name}/service-${name}.yaml`]: namespaced("v1", "Service", name, name, {
    spec: { selector: labels(name), ports: [{ name: "http", port: 80, targetPort: 8080 }] },
  }),
  [`arcodange/${name}/configmap-${name}.yaml`]: namespaced("v1", "ConfigMap", name, name, {
    data: { "app.ini": "[server]\nport = 8080\n", level: "info", on: "yes", number: "010" },
  }),
  [`arcodange/${name}/persistentvolumeclaim-documents.yaml`]: {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      name: "documents",
      namespace: name,
      annotations: { "argocd.argoproj.io/sync-options": "Prune=false,Delete=false" },
    },
    spec: {
      accessModes: ["ReadWriteOnce"],
      storageClassName: "longhorn-2",
      resources: { requests: { storage: "5Gi" } },
    },
  },
});

const APPLICATIONS: Objects = {
  "arcodange/applications/application-lab.yaml": application("lab", "rendered/arcodange/applications", true),
  "arcodange/applications/application-erp.yaml": application("erp", "rendered/arcodange/erp", true),
  "arcodange/applications/application-vault.yaml": application("vault", "rendered/arcodange/vault", false),
};

/** Every one of them in a file of its own. `erp` prunes, `vault` does not. */
const OBJECTS: Objects = {
  ...APPLICATIONS,
  ...app("erp"),
  ...app("vault"),
  "arcodange/vault/statefulset-store.yaml": workload("StatefulSet", "vault", { serviceName: "store" }),
};

const PLAIN: Readonly<Record<string, string>> = {
  "arcodange/guidebook/apps.md": "# Apps\n",
  "arcodange/hosts/pi1/etc/motd": "pi1\n",
  "arcodange/tofu/postgres.tfvars.json": '{"instances":{"erp":{}}}\n',
};

function write(objects: Objects, plain: Readonly<Record<string, string>> = PLAIN): Tree {
  const written = Object.entries(objects).map(([path, object]): [string, string] => [
    path,
    TEXTS.get(object) ?? toYaml(object),
  ]);
  return new Map([...written, ...Object.entries(plain)]);
}

function toYaml(object: Json): string {
  return stringify(object, { version: "1.1", aliasDuplicateObjects: false });
}

/** Every round writes the whole tree, and nearly all of it is always the same. */
const TEXTS = new Map(Object.values(OBJECTS).map(object => [object, toYaml(object)]));

// The mutators

const MUTATORS: Readonly<Record<string, (random: Random) => Mutation>> = {
  "change a value": random => {
    const { path, object } = pickObject(random);
    const { parent, key } = random.pick(freeLeaves(object));
    const old = parent[key];
    parent[key] = another(old, random);
    const check = ({ fields }: Change) => expect(fields[0]).toMatchObject({ before: old, after: parent[key] });
    return edited(path, object, { verb: "update", path, fields: 1, check });
  },
  "change the type of a value": random => {
    const { path, object } = pickObject(random);
    const { parent, key } = random.pick(freeLeaves(object));
    const old = parent[key];
    parent[key] = random.pick([[old], { value: old }, null, typeof old === "string" ? 7 : `${old}`]);
    return edited(path, object, { verb: "update", path, fields: 1 });
  },
  "add a field": random => {
    const { path, object } = pickObject(random);
    const parent = random.pick(freeMappings(object));
    const key = `added-${random.below(1000)}`;
    parent[key] = random.pick(["text", 1, true, null, {}, [], { deep: [1] }]);
    const check = ({ fields }: Change) => {
      expect(fields[0]?.path.endsWith(key)).toBe(true);
      expect(fields[0]).not.toHaveProperty("before");
    };
    return edited(path, object, { verb: "update", path, fields: 1, check });
  },
  "remove a field": random => {
    const { path, object } = pickObject(random);
    const { parent, key } = random.pick(freeLeaves(object).filter(({ parent }) => !Array.isArray(parent)));
    delete parent[key];
    const check = ({ fields }: Change) => expect(fields[0]).not.toHaveProperty("after");
    return edited(path, object, { verb: "update", path, fields: 1, check });
  },
  "add an element to a list with keys": random => {
    const { path, object } = pickWorkload(random);
    const { env } = random.pick<Json>(object.spec.template.spec.containers);
    env.splice(random.below(env.length + 1), 0, { name: "ADDED", value: "1" });
    const check = ({ fields, reordered }: Change) => {
      expect(fields[0]?.path).toMatch(/\.containers\[(web|metrics)\]\.env\[ADDED\]$/);
      expect(reordered).toBeUndefined();
    };
    return edited(path, object, { verb: "update", path, fields: 1, check });
  },
  "turn a list with keys around": random => {
    const { path, object } = pickWorkload(random);
    const { containers, volumes } = object.spec.template.spec;
    random.pick<Json>([containers, volumes, containers[0].env, containers[1].volumeMounts]).reverse();
    const check = ({ reordered }: Change) => expect(reordered).toHaveLength(1);
    return edited(path, object, { verb: "update", path, fields: 0, check });
  },
  "touch what Kubernetes refuses to change": random => {
    const { path, object } = random.pick([
      pickWorkload(random, object => {
        object.spec.selector.matchLabels = labels("other");
      }),
      copyOf("arcodange/vault/statefulset-store.yaml", object => {
        object.spec.serviceName = "other";
      }),
      copyOf("arcodange/erp/persistentvolumeclaim-documents.yaml", object => {
        object.spec.resources.requests.storage = "4Gi";
      }),
      copyOf("arcodange/vault/persistentvolumeclaim-documents.yaml", object => {
        object.spec.storageClassName = "other";
      }),
    ]);
    const check = ({ immutable }: Change) => expect(immutable).toHaveLength(1);
    return edited(path, object, { verb: "replace", path, fields: 1, check });
  },
  "let a claim grow": random => {
    const { path, object } = copyOf("arcodange/erp/persistentvolumeclaim-documents.yaml");
    object.spec.resources.requests.storage = random.pick(["6Gi", "10G", "1Ti"]);
    return edited(path, object, { verb: "update", path, fields: 1 });
  },
  "move a file": random => {
    const { path, object } = pickObject(random);
    const folder = random.pick(["erp", "vault", "applications", "elsewhere"]);
    const to = `arcodange/${folder}/moved-${random.below(1000)}.yaml`;
    return {
      tree: write({ ...without(path), [to]: object }),
      expected: { verb: "move", from: path, path: to, fields: 0 },
    };
  },
  "move a file and change a value": random => {
    const { path, object } = pickObject(random);
    const { parent, key } = random.pick(freeLeaves(object));
    parent[key] = another(parent[key], random);
    const to = `arcodange/${random.pick(["erp", "vault"])}/moved.yaml`;
    return {
      tree: write({ ...without(path), [to]: object }),
      expected: { verb: "move", from: path, path: to, fields: 1 },
    };
  },
  "remove a file": random => {
    const { path, object } = pickObject(random, path => !path.includes("/applications/"));
    const stays = path.includes("/vault/") || object.kind === "PersistentVolumeClaim";
    return { tree: write(without(path)), expected: { verb: stays ? "keep" : "prune", path, fields: 0 } };
  },
  "remove an Application without cascade": () => {
    const path = "arcodange/applications/application-erp.yaml";
    return { tree: write(without(path)), expected: { verb: "prune", path, fields: 0 } };
  },
  "add a file": random => {
    const name = `added-${random.below(1000)}`;
    const path = `arcodange/${random.pick(["erp", "vault"])}/configmap-${name}.yaml`;
    const tree = write({ ...OBJECTS, [path]: namespaced("v1", "ConfigMap", "erp", name, { data: {} }) });
    return { tree, expected: { verb: "create", path, fields: 0 } };
  },
  "write the same in other words": random => {
    const { path, object } = pickObject(random);
    const text = random.pick([
      `# a comment\n${toYaml(object)}`,
      toYaml(object).replace(/\n/, " # why\n"),
      JSON.stringify(object),
      `---\n${toYaml(object)}...\n`,
      toYaml(object).replaceAll("\n", "\r\n"),
      stringify(object, { version: "1.1", aliasDuplicateObjects: false, defaultStringType: "QUOTE_SINGLE" }),
      toYaml(Object.fromEntries(Object.entries(object).reverse())),
    ]);
    const check = ({ why }: Change) => expect(why).toBe(WRITTEN_DIFFERENTLY);
    return edited(path, text, { verb: "update", path, fields: 0, check });
  },
  "break a file": random => {
    const { path, object } = pickObject(random);
    const { kind: _, ...kindless } = object;
    const text = random.pick([`${toYaml(object)}\n  broken: [`, toYaml(kindless), "- 1\n"]);
    const check = ({ object: name, why }: Change) => {
      expect(name).toBeUndefined();
      expect(why).toMatch(/^cannot be read as objects: /);
    };
    return edited(path, text, { verb: "update", path, fields: 0, check });
  },
  "change, add, remove or move a plain file": random => {
    const path = random.pick(Object.keys(PLAIN));
    const { [path]: text = "", ...rest } = PLAIN;
    const to = `${path}.bak`;
    return random.pick<Mutation>([
      { tree: write(OBJECTS, { ...PLAIN, [path]: `${text} ` }), expected: { verb: "update", path, fields: 0 } },
      { tree: write(OBJECTS, { ...PLAIN, [to]: "new" }), expected: { verb: "create", path: to, fields: 0 } },
      { tree: write(OBJECTS, rest), expected: { verb: "prune", path, fields: 0 } },
      { tree: write(OBJECTS, { ...rest, [to]: text }), expected: { verb: "move", from: path, path: to, fields: 0 } },
    ]);
  },
};

interface Copy {
  readonly path: string;
  readonly object: Json;
}

function copyOf(path: string, edit: (object: Json) => void = () => {}): Copy {
  const object = structuredClone(OBJECTS[path]);
  edit(object);
  return { path, object };
}

function pickObject(random: Random, isWanted: (path: string) => boolean = () => true): Copy {
  return copyOf(random.pick(Object.keys(OBJECTS).filter(isWanted)));
}

function pickWorkload(random: Random, edit?: (object: Json) => void): Copy {
  return copyOf(random.pick(Object.keys(OBJECTS).filter(path => /\/(deployment|statefulset)-/.test(path))), edit);
}

function edited(path: string, content: Json, expected: Expected): Mutation {
  const tree = new Map(write(OBJECTS)).set(path, typeof content === "string" ? content : toYaml(content));
  return { tree, expected };
}

function without(path: string): Objects {
  return Object.fromEntries(Object.entries(OBJECTS).filter(([other]) => other !== path));
}

/** Places of single values whose change is a plain update: neither identity, nor key of a list, nor immutable. */
function freeLeaves(object: Json): { parent: Json; key: string | number }[] {
  return freeParents(object).flatMap(parent =>
    Object.keys(parent)
      .filter(key => typeof parent[key] !== "object" && !isBound(parent, key))
      .map(key => ({ parent, key: Array.isArray(parent) ? Number(key) : key })),
  );
}

function freeMappings(object: Json): Json[] {
  return freeParents(object).filter(parent => !Array.isArray(parent));
}

/** Mappings and lists below metadata, data, and those parts of a spec that may change. */
function freeParents(object: Json): Json[] {
  const roots = object.spec?.template
    ? [object.spec.template]
    : [object.data, isClaim(object) ? undefined : object.spec];
  return [object.metadata, ...roots].filter(root => root !== undefined).flatMap(parents);
}

function parents(value: Json): Json[] {
  return typeof value !== "object" || value === null ? [] : [value, ...Object.values(value).flatMap(parents)];
}

function isClaim(object: Json): boolean {
  return object.kind === "PersistentVolumeClaim";
}

/** Names of any kind, and what tells the elements of lists apart. */
function isBound(parent: Json, key: string): boolean {
  return !Array.isArray(parent) && ["name", "namespace", "mountPath", "containerPort", "port"].includes(key);
}

function another(value: Json, random: Random): Json {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1 + random.below(10);
  return random.pick([`${value}x`, `x${value}`, "", "yes", "010", "~", "1e3"].filter(text => text !== value));
}

// Chance

interface Random {
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Same seed, same choices. */
function generator(seed: number): Random {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error("nothing to pick from");
    return from[below(from.length)] as T;
  };
  return { below, pick };
}
