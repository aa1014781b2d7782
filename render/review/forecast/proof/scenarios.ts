import type { KubeObject } from "../../../../platform/kube-object.ts";
import { ELSEWHERE } from "./judge.ts";
import {
  account,
  binding,
  COMPARE,
  claim,
  definition,
  deployment,
  HOOK,
  job,
  lease,
  map,
  namespace,
  options,
  POLICY,
  reselected,
  role,
  secret,
  service,
  slice,
  statefulSet,
  storageClass,
  thing,
  WAVE,
} from "./samples.ts";
import {
  alone,
  application,
  CLIENT_SIDE,
  files,
  IN_CLUSTER,
  type Item,
  project,
  RETRY,
  type Scenario,
  SERVER_SIDE,
  type Stage,
} from "./stage.ts";

const DRY_RUN = { annotations: { [COMPARE]: "ServerSideDiff=true" } };
const CLIENT = { options: CLIENT_SIDE };
const README: Item = { path: "README.md", text: "Not an object.\n" };

function wave(number: number, more: Readonly<Record<string, string>> = {}) {
  return { [WAVE]: `${number}`, ...more };
}

function hook(name: string, phase: string, value = "1", more: Readonly<Record<string, string>> = {}): KubeObject {
  return map(name, value, { [HOOK]: phase, ...more });
}

function helm(name: string, type: string, value = "1"): KubeObject {
  return map(name, value, { "helm.sh/hook": type });
}

function within(object: KubeObject, namespace: string): KubeObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function stage(applications: readonly KubeObject[], ...folders: readonly Record<string, string>[]): Stage {
  return { applications, files: Object.assign({}, ...folders) };
}

/** Everyday changes, in each of the ways in which Argo CD compares and writes. */
function everyday(name: string, wishes: Parameters<typeof alone>[1]): Scenario {
  const plain = (value: string) => [
    map("updated", value),
    service("port", 80 + Number(value)),
    account("labelled", { value }),
    role("verb", value === "1" ? "get" : "list"),
  ];
  const gone = [map("gone"), service("gone"), account("gone")];
  const fresh = [map("fresh"), secret("fresh"), deployment("fresh"), claim("fresh")];
  const same = {
    path: "configmap-same.yaml",
    text: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: same}\ndata: {a: '1', b: two}\n",
  };
  const rewritten = {
    ...same,
    text: '# a comment\nkind: ConfigMap\napiVersion: v1\ndata:\n  b: "two"\n  a: "1"\nmetadata:\n  name: same\n',
  };
  const moved = (path: string) => ({
    path,
    text: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: moved\ndata:\n  a: one\n",
  });
  return alone(
    name,
    wishes,
    [...plain("1"), ...gone, deployment("app", "a:1"), same, moved("configmap-moved.yaml")],
    [...plain("2"), ...fresh, deployment("app", "a:2"), rewritten, moved("elsewhere.yaml")],
  );
}

const both = options("Replace=true", "Force=true");

/** It waits until another Application has brought the CRD. */
const things = application("things", { retry: { limit: 10, backoff: { duration: "2s", factor: 1 } } });

/** Argo CD keeps track of a CRD only if it names a namespace, which CRDs have not. */
const TRACKED = definition("gone", {}, { namespace: "definitions" });

/** Everything of which the forecast is held against a real Argo CD. Each scenario stands for itself. */
export const scenarios: readonly Scenario[] = [
  everyday("everyday", {}),
  everyday("everyday-dry-run", DRY_RUN),
  everyday("everyday-client", CLIENT),

  alone(
    "dry-run",
    DRY_RUN,
    [deployment("app"), map("a"), map("gone")],
    [reselected("app"), map("a", "2"), map("fresh")],
  ),
  alone("dry-run-job", DRY_RUN, [job("job", "a:1", both), map("a")], [job("job", "a:2", both), map("a", "2")]),
  alone(
    "immutable",
    {},
    [
      ...[deployment("app"), job("job"), statefulSet("set"), role("one"), role("two"), binding("who", "one")],
      ...[
        map("sealed", "1", {}, { immutable: true }),
        storageClass("proof-immutable"),
        map("beside"),
        map("gone"),
        map("later", "1", wave(1)),
      ],
    ],
    [
      ...[
        reselected("app"),
        job("job", "a:2"),
        statefulSet("set", "2Gi"),
        role("one"),
        role("two"),
        binding("who", "two"),
      ],
      ...[
        map("sealed", "2", {}, { immutable: true }),
        storageClass("proof-immutable", "b.example.net"),
        map("beside", "2"),
        map("later", "2", wave(1)),
      ],
    ],
  ),
  alone(
    "forced",
    CLIENT,
    [
      role("one"),
      role("two"),
      binding("who", "one"),
      job("forced", "a:1", options("Force=true")),
      deployment("forced", "a:1", {}, options("Force=true")),
      map("a"),
    ],
    [
      role("one"),
      role("two"),
      binding("who", "two"),
      job("forced", "a:2", options("Force=true")),
      reselected("forced", options("Force=true")),
      map("a", "2"),
    ],
  ),
  alone(
    "immutable-claim",
    {},
    [claim("claim"), secret("typed"), map("a")],
    [claim("claim", "ReadWriteMany"), { ...secret("typed"), type: "example.net/other" }, map("a", "2")],
  ),
  alone("unforced", CLIENT, [job("job"), map("a")], [job("job", "a:2"), map("a", "2")]),
  alone(
    "useless-force",
    {},
    [job("job", "a:1"), map("a")],
    [job("job", "a:2", options("Force=true")), map("a", "2"), map("fresh", "1", options("Force=true"))],
  ),
  alone(
    "replaced",
    { automated: { prune: true } },
    [
      job("job", "a:1", both),
      job("same", "a:1", both),
      map("both", "1", both),
      map("whole", "1", options("Replace=true")),
      namespace("replaced", both),
      deployment("app", "a:1", {}, both),
    ],
    [
      job("job", "a:2", both),
      job("same", "a:1", both),
      map("both", "2", both),
      map("whole", "2", options("Replace=true")),
      namespace("replaced", both, { some: "label" }),
      deployment("app", "a:2", {}, both),
    ],
  ),
  alone(
    "replaced-only-different",
    { options: [...SERVER_SIDE, "ApplyOutOfSyncOnly=true"] },
    [job("same", "a:1", both), map("a")],
    [job("same", "a:1", both), map("a", "2")],
  ),
  alone(
    "not-forced",
    {},
    [job("job", "a:1", options("Replace=true")), map("a")],
    [job("job", "a:2", options("Replace=true")), map("a", "2")],
  ),

  alone(
    "kept",
    {},
    [
      map("kept", "1", options("Prune=false")),
      claim("kept", "ReadWriteOnce", options("Prune=false")),
      map("gone"),
      map("a"),
    ],
    [map("a", "2")],
  ),
  alone(
    "kept-by-default",
    { options: [...SERVER_SIDE, "Prune=false"] },
    [map("kept"), map("gone", "1", options("Prune=true")), map("a")],
    [map("a", "2")],
  ),
  alone("no-prune", { automated: { selfHeal: true } }, [map("kept"), service("kept"), map("a")], [map("a", "2")]),
  alone(
    "no-prune-alone",
    { automated: {} },
    [map("kept"), map("a"), hook("hook", "PreSync")],
    [map("a"), hook("hook", "PreSync")],
  ),
  alone("emptied", {}, [map("a"), map("b"), README], [README]),
  alone("folder-gone", {}, [map("a"), map("b")], []),
  alone("empty-allowed", { automated: { prune: true, allowEmpty: true } }, [map("a"), map("b"), README], [README]),
  alone(
    "confirm",
    {},
    [map("asked", "1", options("Prune=confirm")), map("a"), map("early", "1", wave(-1)), map("late", "1", wave(1))],
    [map("a", "2"), map("early", "2", wave(-1)), map("late", "2", wave(1)), map("fresh")],
  ),
  alone("extraneous", {}, [map("gone", "1", { [COMPARE]: "IgnoreExtraneous" }), map("a")], [map("a")], [map("a", "2")]),
  alone("extraneous-beside", {}, [map("gone", "1", { [COMPARE]: "IgnoreExtraneous" }), map("a")], [map("a", "2")]),

  alone(
    "hooks",
    {},
    [
      hook("before", "PreSync"),
      hook("amid", "Sync"),
      hook("after", "PostSync"),
      hook("both", "PreSync,PostSync"),
      hook("failing", "SyncFail"),
      job("task", "a:1", { [HOOK]: "PostSync" }),
      hook("left", "PreSync"),
      hook("fleeting", "PostSync", "1", { [POLICY]: "HookSucceeded" }),
      map("a"),
    ],
    [
      hook("before", "PreSync"),
      hook("amid", "Sync", "2"),
      hook("after", "PostSync"),
      hook("both", "PreSync,PostSync"),
      hook("failing", "SyncFail"),
      job("task", "a:1", { [HOOK]: "PostSync" }),
      map("a", "2"),
    ],
  ),
  alone(
    "hooks-alone",
    {},
    [hook("before", "PreSync"), hook("after", "PostSync"), map("a")],
    [hook("before", "PreSync", "2"), hook("after", "PostSync", "2"), map("a")],
  ),
  alone(
    "hooks-failing",
    {},
    [deployment("app"), hook("failing", "SyncFail"), hook("after", "PostSync"), map("a")],
    [reselected("app"), hook("failing", "SyncFail"), hook("after", "PostSync"), map("a")],
  ),
  alone(
    "helm-hooks",
    {},
    [
      helm("before", "pre-upgrade"),
      helm("after", "post-install,post-upgrade"),
      helm("test", "test"),
      helm("plain", "crd-install"),
      map("skipped", "1", { [HOOK]: "Skip" }),
      map("garbage", "1", { [HOOK]: "Sometimes" }),
    ],
    [
      helm("before", "pre-upgrade"),
      helm("after", "post-install,post-upgrade"),
      helm("test", "test", "2"),
      helm("plain", "crd-install", "2"),
      map("skipped", "2", { [HOOK]: "Skip" }),
      map("garbage", "2", { [HOOK]: "Sometimes" }),
    ],
  ),

  ...projects(),
  alone(
    "nowhere",
    {},
    [map("a"), map("later", "1", wave(1))],
    [map("a", "2"), within(map("lost"), "nowhere-at-all"), map("later", "2", wave(1))],
  ),
  {
    name: "definitions",
    stages: [
      stage(
        [application("definitions", DRY_RUN), things],
        files("definitions", [TRACKED, definition("left"), map("a")]),
        files("things", [thing("gone", "one"), thing("gone", "two"), map("a")]),
      ),
      stage(
        [application("definitions", DRY_RUN), things],
        files("definitions", [map("a")]),
        files("things", [thing("gone", "one"), thing("gone", "two"), map("a")]),
      ),
    ],
  },
  alone("defined", DRY_RUN, [map("a")], [map("a"), definition("fresh"), thing("fresh", "one")]),

  ...ignoring(),
  alone(
    "excluded",
    {},
    [map("a")],
    [map("a", "2"), lease("excluded"), slice("excluded", 80)],
    [map("a", "3"), lease("excluded", "b")],
  ),

  ...applications(),
];

function projects(): Scenario[] {
  const scenario = (
    name: string,
    was: object,
    is: object,
    before: readonly Item[],
    after: readonly Item[],
    ...more: readonly (readonly Item[])[]
  ): Scenario => {
    const at = (spec: object, items: readonly Item[]) =>
      stage([project(name, spec), application(name, { spec: { project: name } })], files(name, items));
    return { name, stages: [at(was, before), at(is, after), ...more.map(items => at(is, items))] };
  };
  const noSecrets = { namespaceResourceBlacklist: [{ group: "", kind: "Secret" }] };
  const onlyMaps = { namespaceResourceWhitelist: [{ group: "", kind: "ConfigMap" }] };
  const named = { clusterResourceWhitelist: [{ group: "", kind: "Namespace", name: "named*" }] };
  const places = { destinations: [{ server: IN_CLUSTER, namespace: "placed" }] };
  return [
    scenario("no-secrets", noSecrets, noSecrets, [map("a"), map("gone")], [map("a", "2"), secret("s"), map("fresh")]),
    scenario("only-maps", onlyMaps, onlyMaps, [map("a")], [map("a"), service("s"), account("s")]),
    scenario("named", named, named, [map("a")], [map("a"), namespace("named-one"), namespace("other-one")]),
    scenario("placed", places, places, [map("a")], [map("a", "2"), within(map("b"), "default")]),
    scenario(
      "narrowed",
      {},
      onlyMaps,
      [map("a"), service("kept"), account("kept"), secret("kept")],
      [map("a"), service("kept"), account("kept"), secret("kept")],
      [map("a", "2")],
    ),
    scenario(
      "no-source",
      {},
      { sourceRepos: ["https://gitea.arcodange.lab/arcodange-org/other"] },
      [map("a")],
      [map("a")],
      [map("a", "2")],
    ),
    scenario(
      "no-place",
      {},
      { destinations: [{ server: IN_CLUSTER, namespace: "elsewhere-*" }] },
      [map("a")],
      [map("a")],
      [map("a", "2"), map("b")],
    ),
    {
      name: "no-project",
      stages: [
        stage([application("no-project")], files("no-project", [map("a")])),
        stage([application("no-project", { spec: { project: "unknown" } })], files("no-project", [map("a")])),
        stage([application("no-project", { spec: { project: "unknown" } })], files("no-project", [map("a", "2")])),
      ],
    },
  ];
}

function ignoring(): Scenario[] {
  const ignored = {
    group: "apps",
    kind: "Deployment",
    jsonPointers: ["/spec/replicas"],
    jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "app") | .image'],
  };
  const wishes = (...more: readonly string[]) => ({
    options: [...SERVER_SIDE, ...more],
    spec: { ignoreDifferences: [ignored] },
  });
  const spec = { replicas: 2 };
  const scenario = (name: string, beside: boolean, ...more: readonly string[]) => {
    const { options: syncOptions, spec: own } = wishes(...more);
    const policy = { automated: { prune: true, selfHeal: true }, syncOptions, retry: RETRY };
    return alone(
      name,
      { spec: { ...own, syncPolicy: policy } },
      [deployment("app"), map("a")],
      [deployment("app", "a:2", spec), map("a", beside ? "2" : "1")],
    );
  };
  return [
    scenario("ignoring", false),
    scenario("ignoring-beside", true),
    scenario("ignoring-respected", true, "RespectIgnoreDifferences=true"),
    scenario("ignoring-only-different", true, "ApplyOutOfSyncOnly=true"),
  ];
}

function applications(): Scenario[] {
  const some = [map("a"), map("b", "1", wave(1)), service("s")];
  const kept = [
    map("kept", "1", options("Delete=false")),
    claim("kept", "ReadWriteOnce", wave(2, options("Delete=false"))),
    map("policy", "1", { "helm.sh/resource-policy": "keep" }),
    definition("spared"),
  ];
  const other = stage([], {});
  const goes = (
    name: string,
    items: readonly Item[],
    wishes: Parameters<typeof application>[1] = {},
    left: readonly Item[] = [],
  ): Scenario => ({
    name,
    stages: [
      stage([application(name, wishes)], files(name, items)),
      left.length === 0 ? other : stage([], files(name, left)),
    ],
  });
  const renamed = (name: string, items: readonly Item[], wishes: Parameters<typeof application>[1] = {}): Scenario => {
    const destination = { destination: { server: IN_CLUSTER, namespace: name } };
    return {
      name,
      stages: [
        stage([application(name, { ...wishes, spec: destination })], files(name, items)),
        stage([application(`${name}-now`, { spec: destination })], files(`${name}-now`, items)),
      ],
    };
  };
  const moving = (
    name: string,
    wishes: Parameters<typeof application>[1],
    taking: Parameters<typeof application>[1],
    ...items: readonly KubeObject[]
  ): Scenario => {
    const both = [application(`${name}-from`, wishes), application(`${name}-to`, taking)];
    const placed = items.map(item => within(item, `${name}-from`));
    return {
      name,
      stages: [
        stage(both, files(`${name}-from`, [map("a"), ...placed]), files(`${name}-to`, [map("a")])),
        stage(both, files(`${name}-from`, [map("a")]), files(`${name}-to`, [map("a"), ...placed])),
      ],
    };
  };
  const byHand = { automated: false as const };
  return [
    {
      name: "appears",
      stages: [
        other,
        stage(
          [application("appears", { options: [...SERVER_SIDE, "CreateNamespace=true"] })],
          files("appears", [map("a"), account("a"), service("a"), hook("before", "PreSync")]),
        ),
      ],
    },
    goes("goes", [...some, ...kept, hook("left", "PreSync")], DRY_RUN),
    goes("goes-alone", some, { finalizers: [] }),
    goes("is-kept", [map("a"), service("a")], { annotations: options("Prune=false") }),
    goes("asks", [map("asked", "1", options("Delete=confirm")), map("a")]),
    goes("hook-before", [map("a"), hook("before", "PreDelete")]),
    goes("hook-after", [map("a"), hook("after", "PostDelete")]),
    goes("hook-stays", [map("a"), hook("before", "PreDelete"), hook("after", "PostDelete")], {}, [
      map("a"),
      hook("before", "PreDelete"),
      hook("after", "PostDelete"),
    ]),
    renamed("renamed", [map("a"), claim("c")]),
    renamed("renamed-kept", [
      map("a", "1", options("Delete=false")),
      claim("c", "ReadWriteOnce", options("Delete=false")),
    ]),
    renamed("renamed-alone", [map("a"), service("s")], { finalizers: [] }),
    moving("moves", {}, {}, map("moved")),
    moving(
      "moves-kept",
      {},
      {},
      map("moved", "1", options("Prune=false")),
      account("moved", {}, options("Prune=false")),
    ),
    moving("moves-unpruned", { automated: {} }, {}, map("moved")),
    moving(
      "moves-failing",
      { automated: {} },
      { options: [...SERVER_SIDE, "FailOnSharedResource=true"] },
      map("moved"),
    ),
    {
      name: "by-hand",
      stages: [
        stage([application("by-hand")], files("by-hand", [map("a"), map("gone"), deployment("app")])),
        stage([application("by-hand", byHand)], files("by-hand", [map("a"), map("gone"), deployment("app")])),
        stage(
          [application("by-hand", byHand)],
          files("by-hand", [map("a", "2"), map("fresh"), deployment("app", "a:2")]),
        ),
      ],
    },
    {
      name: "place",
      stages: [
        stage([application("place")], files("place", [map("a"), claim("c")])),
        stage(
          [application("place", { spec: { destination: { server: IN_CLUSTER, namespace: "place-now" } } })],
          files("place", [map("a"), claim("c")]),
        ),
      ],
    },
    {
      name: "cluster",
      stages: [
        stage([application("cluster")], files("cluster", [map("a"), service("s")])),
        stage(
          [application("cluster", { spec: { destination: { server: ELSEWHERE, namespace: "cluster" } } })],
          files("cluster", [map("a"), service("s")]),
        ),
      ],
    },
    {
      name: "folder",
      stages: [
        stage(
          [application("folder")],
          files("folder", [map("a"), map("both")]),
          files("folder-now", [map("b"), map("both", "2")]),
        ),
        stage(
          [
            application("folder", {
              spec: {
                source: {
                  repoURL: "https://gitea.arcodange.lab/arcodange-org/lab.git",
                  targetRevision: "main",
                  path: "proof/folder-now",
                },
              },
            }),
          ],
          files("folder", [map("a"), map("both")]),
          files("folder-now", [map("b"), map("both", "2")]),
        ),
      ],
    },
    alone(
      "waves",
      { options: [...SERVER_SIDE, "PruneLast=true"] },
      [
        map("gone", "1", wave(-1)),
        map("gone-too", "1", wave(2)),
        map("a", "1", wave(1)),
        deployment("app", "a:1", { strategy: { type: "Recreate" } }),
      ],
      [map("a", "2", wave(1)), deployment("app", "a:2", { strategy: { type: "Recreate" } })],
    ),
  ];
}
