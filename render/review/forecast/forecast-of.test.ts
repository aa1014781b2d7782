import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { type SampleLab, sampleApplication, sampleSituation } from "../testing/sample-situation.ts";
import type { ApplicationForecast, Outcome } from "./forecast.ts";
import { forecast } from "./forecast-of.ts";

type Annotations = Readonly<Record<string, string>>;

const OPTIONS = "argocd.argoproj.io/sync-options";
const WAVE = "argocd.argoproj.io/sync-wave";
const HOOK = "argocd.argoproj.io/hook";
const COMPARE = "argocd.argoproj.io/compare-options";

function map(name: string, value = "1", annotations: Annotations = {}): KubeObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, annotations }, data: { value } };
}

function deployment(image: string, spec: object = {}, annotations: Annotations = {}): KubeObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "erp", annotations },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: "erp" } },
      template: { metadata: { labels: { app: "erp" } }, spec: { containers: [{ name: "erp", image }] } },
      ...spec,
    },
  };
}

function job(image: string, annotations: Annotations = {}): KubeObject {
  const template = { spec: { restartPolicy: "Never", containers: [{ name: "job", image }] } };
  return { apiVersion: "batch/v1", kind: "Job", metadata: { name: "job", annotations }, spec: { template } };
}

function binding(role: string): KubeObject {
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role };
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: { name: "reader" },
    roleRef,
    subjects: [],
  };
}

function project(name: string, spec: object): KubeObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name, namespace: "argocd" },
    spec: {
      sourceRepos: ["*"],
      destinations: [{ server: "https://kubernetes.default.svc", namespace: "*" }],
      clusterResourceWhitelist: [{ group: "*", kind: "*" }],
      ...spec,
    },
  };
}

const namespace = (name: string): KubeObject => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
const stays = map("stays");

function forecastOf(before: SampleLab, after: SampleLab, name = "erp"): ApplicationForecast {
  return only(forecast(sampleSituation(before, after)), name);
}

/** The same, where the folder of the Application is gone with its last object. */
function forecastWithoutFolder(before: SampleLab, after: SampleLab): ApplicationForecast {
  const situation = sampleSituation(before, after);
  const files = [...(situation.after.files ?? [])].filter(([path]) => !path.startsWith("home/erp/"));
  return only(forecast({ ...situation, after: { ...situation.after, files: new Map(files) } }), "erp");
}

function only(forecasts: readonly ApplicationForecast[], name: string): ApplicationForecast {
  const found = forecasts.find(application => application.name === name);
  if (found === undefined) throw new Error(`nothing is forecast of ${name}`);
  return found;
}

/** `create ConfigMap/new`, a line each; what is held is in brackets. */
function stepsOf({ steps }: ApplicationForecast): string[] {
  return steps.map(({ outcome, change, held, orElse }) => {
    const line = `${outcome} ${change.object?.kind}/${change.object?.name}${orElse === undefined ? "" : ` or ${orElse}`}`;
    return held ? `(${line})` : line;
  });
}

function outcomeOf(
  before: readonly KubeObject[],
  after: readonly KubeObject[],
  spec: object = {},
): Outcome | undefined {
  const applications = [sampleApplication("erp", spec)];
  const { steps } = forecastOf(
    { applications, erp: [namespace("erp"), stays, ...before] },
    { applications, erp: [namespace("erp"), stays, ...after] },
  );
  return steps[0]?.outcome;
}

const automated = { prune: true, selfHeal: true };
const clientSide = { syncPolicy: { automated } };
const policy = (more: object = {}, options: readonly string[] = ["ServerSideApply=true"]) => ({
  syncPolicy: { automated: { ...automated, ...more }, syncOptions: options },
});

describe("an object that is in git before and after", () => {
  test("is updated when something in it changes", () => {
    expect(outcomeOf([map("a", "1")], [map("a", "2")])).toBe("update");
  });

  test("is not affected by another way to write the same", () => {
    const situation = sampleSituation({ erp: [map("a")] }, { erp: [{ ...map("a"), apiVersion: "v1" }, map("b")] });
    expect(stepsOf(forecast(situation).find(({ name }) => name === "erp") as ApplicationForecast)).toEqual([
      "create ConfigMap/b",
    ]);
  });

  test("has to be replaced by hand when an immutable field changes, and the rest of the sync waits", () => {
    const before = [namespace("erp"), deployment("erp:1"), map("later", "1", { [WAVE]: "1" }), map("same")];
    const selector = { selector: { matchLabels: { app: "other" } } };
    const after = [
      namespace("erp"),
      deployment("erp:1", selector),
      map("later", "2", { [WAVE]: "1" }),
      map("same", "2"),
    ];
    const found = forecastOf({ erp: before }, { erp: after });
    expect(stepsOf(found)).toEqual([
      "update ConfigMap/same",
      "replace needed Deployment/erp",
      "(update ConfigMap/later)",
    ]);
    expect(found.course).toMatchObject({ kind: "halts", why: expect.stringContaining("spec.selector") });
    expect(found.steps[1]?.how).toContain("Delete it");
  });

  test("of an Application that compares by a dry run, an immutable field keeps everything from being synced", () => {
    const applications = [sampleApplication("erp", {}, { annotations: { [COMPARE]: "ServerSideDiff=true" } })];
    const found = forecastOf(
      { applications, erp: [job("a:1"), map("a")] },
      { applications, erp: [job("a:2"), map("a", "2")] },
    );
    expect(found.course?.kind).toBe("refused");
    expect(stepsOf(found)).toEqual(["(update ConfigMap/a)", "replace needed Job/job"]);
  });

  test("is deleted and created again when it carries Replace=true and Force=true", () => {
    const both = { [OPTIONS]: "Replace=true,Force=true" };
    expect(outcomeOf([job("a:1", both)], [job("a:2", both)])).toBe("recreate");
    expect(outcomeOf([job("a:1", { [OPTIONS]: "Replace=true" })], [job("a:2", { [OPTIONS]: "Replace=true" })])).toBe(
      "replace needed",
    );
  });

  test("that carries Force=true alone is created again with client-side apply, and fails with server-side apply", () => {
    const force = { [OPTIONS]: "Force=true" };
    expect(outcomeOf([job("a:1", force)], [job("a:2", force)], clientSide)).toBe("recreate");
    expect(outcomeOf([job("a:1", force)], [job("a:2", force)])).toBe("forbidden");
    expect(outcomeOf([], [map("a", "1", force)])).toBe("forbidden");
  });

  test("that binds a role is created again with client-side apply, and not with server-side apply", () => {
    expect(outcomeOf([binding("a")], [binding("b")], clientSide)).toBe("recreate");
    expect(outcomeOf([binding("a")], [binding("b")])).toBe("replace needed");
  });

  test("does not outlive the sync of something else when it carries Replace=true and Force=true", () => {
    const both = { [OPTIONS]: "Replace=true,Force=true" };
    const found = forecastOf({ erp: [job("a:1", both), map("a")] }, { erp: [job("a:1", both), map("a", "2")] });
    expect(stepsOf(found)).toEqual(["update ConfigMap/a", "recreate Job/job"]);
  });
});

describe("an object that left git", () => {
  test("is pruned", () => {
    expect(outcomeOf([map("a")], [])).toBe("prune");
  });

  test("stays for Prune=false, on it or on its Application, and for an Application that does not prune", () => {
    expect(outcomeOf([map("a", "1", { [OPTIONS]: "Prune=false" })], [])).toBe("prune refused");
    expect(outcomeOf([map("a")], [], policy({}, ["Prune=false"]))).toBe("prune refused");
    expect(outcomeOf([map("a")], [], policy({ prune: false }))).toBe("prune refused");
    expect(outcomeOf([map("a", "1", { [OPTIONS]: "Prune=true" })], [], policy({}, ["Prune=false"]))).toBe("prune");
  });

  test("holds its whole wave and what comes after when somebody has to confirm", () => {
    const asked = map("asked", "1", { [OPTIONS]: "Prune=confirm" });
    const early = (value: string) => map("early", value, { [WAVE]: "-1" });
    const found = forecastOf({ erp: [asked, map("a"), early("1")] }, { erp: [map("a", "2"), early("2")] });
    expect(stepsOf(found)).toEqual(["update ConfigMap/early", "(update ConfigMap/a)", "prune refused ConfigMap/asked"]);
    expect(found.course?.kind).toBe("halts");
  });

  test("stays when nothing would be left, unless allowEmpty says otherwise", () => {
    const lab = (erp: KubeObject[], spec = {}): SampleLab => ({ applications: [sampleApplication("erp", spec)], erp });
    const found = forecastOf(lab([map("a"), map("b")]), lab([]));
    expect(stepsOf(found)).toEqual(["prune refused ConfigMap/a", "prune refused ConfigMap/b"]);
    expect(found.course?.kind).toBe("refused");
    const empty = policy({ allowEmpty: true });
    expect(stepsOf(forecastOf(lab([map("a")], empty), lab([], empty)))).toEqual(["prune ConfigMap/a"]);
  });

  test("is orphaned without a word when its project does not permit its kind", () => {
    const lab = (erp: KubeObject[]): SampleLab => ({
      applications: [
        sampleApplication("erp", { project: "small" }),
        project("small", { namespaceResourceWhitelist: [{ group: "", kind: "Service" }] }),
      ],
      erp,
    });
    expect(stepsOf(forecastOf(lab([map("a"), namespace("erp")]), lab([namespace("erp")])))).toEqual([
      "orphan ConfigMap/a",
    ]);
  });

  test("is orphaned when it is a CRD, for Argo CD tracks none", () => {
    const metadata = { name: "routes.example.net" };
    expect(outcomeOf([{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata }], [])).toBe(
      "orphan",
    );
  });

  test("has a fate that nobody here knows where a tool builds its Application from now on", () => {
    const source = { repoURL: "https://git.example.net/lab.git", path: "home/erp", kustomize: { namePrefix: "new-" } };
    const lab = { applications: [sampleApplication("erp", { source })], erp: [map("a"), map("b")] };
    expect(stepsOf(forecastOf({ erp: [map("a"), map("b")] }, lab))).toEqual([
      "unknown ConfigMap/a",
      "unknown ConfigMap/b",
    ]);
  });

  test("stays when the folder goes with the last one, whatever allowEmpty says", () => {
    const applications = [sampleApplication("erp", policy({ allowEmpty: true }))];
    const found = forecastWithoutFolder({ applications, erp: [map("a")] }, { applications, erp: [] });
    expect(stepsOf(found)).toEqual(["prune refused ConfigMap/a"]);
  });

  test("waits for the next sync when it carries IgnoreExtraneous", () => {
    const extraneous = map("a", "1", { [COMPARE]: "IgnoreExtraneous" });
    expect(outcomeOf([extraneous], [])).toBe("ignored");
    expect(stepsOf(forecastOf({ erp: [extraneous, map("b")] }, { erp: [map("b", "2")] }))).toEqual([
      "prune ConfigMap/a",
      "update ConfigMap/b",
    ]);
  });
});

describe("hooks", () => {
  const hook = (phase: string, value = "1") => map(phase.toLowerCase(), value, { [HOOK]: phase });

  test("run in their phase of every sync, SyncFail only when one fails", () => {
    const hooks = ["PostSync", "PreSync", "SyncFail"].map(phase => hook(phase));
    const found = forecastOf({ erp: [...hooks, map("a")] }, { erp: [...hooks, map("a", "2")] });
    expect(stepsOf(found)).toEqual([
      "hook ConfigMap/presync",
      "update ConfigMap/a",
      "hook ConfigMap/postsync",
      "(hook ConfigMap/syncfail)",
    ]);
  });

  test("start no sync of their own", () => {
    const found = forecastOf({ erp: [hook("PreSync"), stays] }, { erp: [hook("PreSync", "2"), stays] });
    expect(stepsOf(found)).toEqual(["ignored ConfigMap/presync"]);
    expect(found.course?.kind).toBe("idle");
  });

  test("of Helm are hooks too, those for deletion wait for it, and unknown ones are left out", () => {
    const helm = (type: string, value: string) => map(type, value, { "helm.sh/hook": type });
    const all = (value: string) => ["pre-upgrade", "pre-delete", "test", "crd-install"].map(type => helm(type, value));
    const found = forecastOf({ erp: all("1") }, { erp: all("2") });
    expect(stepsOf(found).toSorted()).toEqual([
      "(hook ConfigMap/pre-delete)",
      "hook ConfigMap/pre-upgrade",
      "ignored ConfigMap/test",
      "update ConfigMap/crd-install",
    ]);
  });

  test("are not pruned when they leave git", () => {
    expect(outcomeOf([hook("PreSync")], [])).toBe("orphan");
    expect(
      outcomeOf([map("a", "1", { [HOOK]: "Sync", "argocd.argoproj.io/hook-delete-policy": "HookSucceeded" })], []),
    ).toBe("no effect");
  });

  test("with Skip alone are objects that no sync touches", () => {
    expect(outcomeOf([hook("Skip")], [hook("Skip", "2")])).toBe("ignored");
  });
});

describe("what is forbidden", () => {
  const lab = (spec: object, erp: KubeObject[]): SampleLab => ({
    applications: [sampleApplication("erp", { project: "small" }), project("small", spec)],
    erp,
  });

  test("one object that the project does not permit keeps all others from being synced", () => {
    const spec = { namespaceResourceBlacklist: [{ group: "", kind: "Secret" }] };
    const secret: KubeObject = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" } };
    const found = forecastOf(
      lab(spec, [namespace("erp"), map("a")]),
      lab(spec, [namespace("erp"), map("a", "2"), secret]),
    );
    expect(stepsOf(found)).toEqual(["forbidden Secret/s", "(update ConfigMap/a)"]);
    expect(found.course?.kind).toBe("refused");
  });

  test("cluster-scoped kinds are permitted by name", () => {
    const spec = { clusterResourceWhitelist: [{ group: "", kind: "Namespace", name: "erp*" }] };
    const found = forecastOf(lab(spec, [map("a")]), lab(spec, [map("a"), namespace("erp"), namespace("other")]));
    expect(stepsOf(found)).toEqual(["(create Namespace/erp)", "forbidden Namespace/other"]);
  });

  test("a repository, a destination or a project that is not there refuse the Application", () => {
    const refusal = (spec: object, application: object = {}) =>
      forecastOf(lab({}, [map("a")]), {
        applications: [sampleApplication("erp", { project: "small", ...application }), project("small", spec)],
        erp: [map("a", "2")],
      }).course;
    expect(refusal({ sourceRepos: ["https://git.example.net/other.git"] })).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("repository"),
    });
    expect(refusal({ destinations: [{ server: "*", namespace: "other" }] })).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("destination"),
    });
    expect(refusal({}, { project: "gone" })).toMatchObject({ kind: "refused", why: 'there is no project "gone"' });
    expect(refusal({ sourceRepos: ["https://GIT.example.net/*"] })).toBeUndefined();
  });

  test("a namespace that nobody makes", () => {
    const elsewhere = { ...map("a"), metadata: { name: "a", namespace: "nowhere" } };
    const found = forecastOf({ erp: [stays] }, { erp: [stays, elsewhere, map("b", "1", { [WAVE]: "1" })] });
    expect(stepsOf(found)).toEqual(["forbidden ConfigMap/a", "(create ConfigMap/b)"]);
    expect(found.course?.kind).toBe("halts");
  });

  test("objects whose CRD goes, though their files do not change", () => {
    const definition: KubeObject = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "routes.example.net", namespace: "nowhere" }, // else Argo CD does not track it
      spec: { group: "example.net", names: { kind: "Route" } },
    };
    const route: KubeObject = { apiVersion: "example.net/v1", kind: "Route", metadata: { name: "erp" } };
    const labs = [
      { crds: [definition, stays], erp: [route] },
      { crds: [stays], erp: [route] },
    ] as const;
    const found = forecastOf(...labs);
    expect(stepsOf(found)).toEqual(["forbidden Route/erp"]);
  });
});

describe("what is ignored", () => {
  const ignoring = (options: string[] = []) => ({
    ignoreDifferences: [
      {
        group: "apps",
        kind: "Deployment",
        jsonPointers: ["/spec/replicas"],
        jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "erp") | .image'],
      },
    ],
    ...policy({}, options),
  });

  test("fields that ignoreDifferences names start no sync", () => {
    expect(outcomeOf([deployment("a:1")], [deployment("a:2", { replicas: 3 })], ignoring())).toBe("ignored");
    expect(outcomeOf([deployment("a:1")], [deployment("a:1", { paused: true })], ignoring())).toBe("update");
  });

  test("a sync that runs for another reason writes them, unless it is told not to", () => {
    const run = (options: string[]) => {
      const applications = [sampleApplication("erp", ignoring(options))];
      const found = forecastOf(
        { applications, erp: [deployment("a:1"), map("a")] },
        { applications, erp: [deployment("a:2"), map("a", "2")] },
      );
      return found.steps.find(({ change }) => change.object?.kind === "Deployment")?.outcome;
    };
    expect(run([])).toBe("update");
    expect(run(["RespectIgnoreDifferences=true"])).toBe("ignored");
    expect(run(["ApplyOutOfSyncOnly=true"])).toBe("ignored");
  });

  test("kinds that Argo CD excludes, by its own settings too", () => {
    const lease = (value: string): KubeObject => ({
      apiVersion: "coordination.k8s.io/v1",
      kind: "Lease",
      metadata: { name: "l" },
      spec: { holderIdentity: value },
    });
    expect(outcomeOf([lease("a")], [lease("b")])).toBe("ignored");
    expect(outcomeOf([lease("a")], [])).toBe("ignored");
    const settings: KubeObject = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "argocd-cm" },
      data: { "resource.exclusions": '[{"apiGroups": [""], "kinds": ["ConfigMap"]}]' },
    };
    expect(
      stepsOf(forecastOf({ argocd: [settings], erp: [map("a")] }, { argocd: [settings], erp: [map("a", "2")] })),
    ).toEqual(["ignored ConfigMap/a"]);
  });
});

describe("an Application", () => {
  test("appears, and creates what it has", () => {
    const found = forecastOf({ other: [stays] }, { other: [stays], erp: [map("a"), namespace("erp")] });
    expect(found.fate).toBe("appears");
    expect(stepsOf(found)).toEqual(["create Namespace/erp", "create ConfigMap/a"]);
  });

  test("that does not sync by itself does nothing until somebody syncs", () => {
    const applications = [sampleApplication("erp", { syncPolicy: {} })];
    const found = forecastOf({ applications, erp: [map("a")] }, { applications, erp: [map("a", "2")] });
    expect(found.course?.kind).toBe("by hand");
    expect(stepsOf(found)).toEqual(["(update ConfigMap/a)"]);
  });

  test("that goes takes its objects along, but for CRDs and what says Delete=false, the highest wave first", () => {
    const definition: KubeObject = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "c" },
    };
    const erp = [map("a"), map("b", "1", { [WAVE]: "1" }), map("kept", "1", { [OPTIONS]: "Delete=false" }), definition];
    const found = forecastOf({ other: [stays], erp }, { other: [stays] });
    expect(found.fate).toBe("goes with its objects");
    expect(stepsOf(found)).toEqual([
      "prune ConfigMap/b",
      "prune ConfigMap/a",
      "keep ConfigMap/kept",
      "keep CustomResourceDefinition/c",
    ]);
  });

  test("that goes without a finalizer leaves its objects behind", () => {
    const applications = [sampleApplication("erp", {}, { finalizers: [] })];
    const found = forecastOf({ applications, other: [stays], erp: [map("a")] }, { other: [stays] });
    expect(found.fate).toBe("goes alone");
    expect(stepsOf(found)).toEqual(["orphan ConfigMap/a"]);
  });

  test("that its parent does not prune is kept, and does not sync any more", () => {
    const applications = [sampleApplication("erp", {}, { annotations: { [OPTIONS]: "Prune=false" } })];
    const found = forecastOf({ applications, other: [stays], erp: [map("a")] }, { other: [stays] });
    expect(found).toMatchObject({ fate: "is kept", why: "it carries Prune=false" });
    expect(stepsOf(found)).toEqual(["prune refused ConfigMap/a"]);
  });

  test("that goes together with its folder runs no hook for its deletion", () => {
    const before = map("before", "1", { [HOOK]: "PreDelete" });
    const labs = [{ other: [stays], erp: [map("a"), before] }, { other: [stays] }] as const;
    const found = forecastWithoutFolder(...labs);
    expect(found.steps.at(-1)?.how).toContain("in a later commit");
    expect(stepsOf(found)).toEqual(["prune ConfigMap/a", "ignored ConfigMap/before"]);
    expect(stepsOf(forecastOf(...labs))).toEqual(["hook ConfigMap/before", "prune ConfigMap/a"]);
  });

  test("that is renamed is one that goes and one that appears: what it has is deleted, unless it says Delete=false", () => {
    const claim: KubeObject = {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "data", namespace: "erp" },
    };
    const kept = { ...claim, metadata: { name: "kept", namespace: "erp", annotations: { [OPTIONS]: "Delete=false" } } };
    const objects = [claim, kept, namespace("erp")];
    const found = forecastOf({ other: [stays], erp: objects }, { other: [stays], shop: objects }, "shop");
    expect(stepsOf(found)).toEqual([
      "recreate Namespace/erp or adopt",
      "recreate PersistentVolumeClaim/data or adopt",
      "adopt PersistentVolumeClaim/kept",
    ]);
    expect(stepsOf(forecastOf({ other: [stays], erp: objects }, { other: [stays], shop: objects }))).toEqual([]);
  });

  test("that gives an object to another one leaves it as it is with Prune=false", () => {
    const shared = (annotations: Annotations) => ({
      ...map("a", "1", annotations),
      metadata: { name: "a", namespace: "x", annotations },
    });
    const move = (annotations: Annotations) =>
      forecastOf(
        { erp: [shared(annotations), stays], shop: [stays] },
        { erp: [stays], shop: [stays, shared(annotations)] },
        "shop",
      );
    expect(stepsOf(move({ [OPTIONS]: "Prune=false" }))).toEqual(["adopt ConfigMap/a"]);
    expect(stepsOf(move({}))).toEqual(["recreate ConfigMap/a or adopt"]);
  });

  test("with FailOnSharedResource does not take what another one has", () => {
    const shared = { ...map("a"), metadata: { name: "a", namespace: "x" } };
    const applications = [sampleApplication("shop", policy({}, ["FailOnSharedResource=true"]))];
    const found = forecastOf(
      { applications, erp: [shared], shop: [stays] },
      { applications, erp: [shared], shop: [stays, shared] },
      "shop",
    );
    expect(stepsOf(found)).toEqual(["forbidden ConfigMap/a"]);
    expect(found.course?.kind).toBe("refused");
  });

  test("that deploys to another namespace prunes what it had in the old one, and to another cluster orphans it", () => {
    const lab = (destination: object): SampleLab => ({
      applications: [sampleApplication("erp", { destination })],
      erp: [map("a"), namespace("erp"), namespace("shop")],
    });
    const server = "https://kubernetes.default.svc";
    const found = forecastOf(lab({ server, namespace: "erp" }), lab({ server, namespace: "shop" }));
    expect(found.why).toContain("deploys to");
    expect(stepsOf(found)).toEqual(["prune ConfigMap/a", "create ConfigMap/a"]);
  });

  test("whose settings change says what follows", () => {
    const lab = (spec: object): SampleLab => ({ applications: [sampleApplication("erp", spec)], erp: [map("a")] });
    expect(forecastOf(lab(policy()), lab(policy({ selfHeal: false }))).why).toBe(
      "what somebody changes in the cluster stays until the next sync",
    );
    expect(forecastOf(lab(policy()), lab({ syncPolicy: {} })).why).toContain("no longer syncs by itself");
  });

  test("whose project is narrowed cannot sync what it has of other kinds, though no file of theirs changes", () => {
    const lab = (spec: object): SampleLab => ({
      applications: [sampleApplication("erp", { project: "small" }), project("small", spec)],
      erp: [map("a"), namespace("erp")],
    });
    const found = forecastOf(lab({}), lab({ namespaceResourceWhitelist: [{ group: "apps", kind: "*" }] }));
    expect(stepsOf(found)).toEqual(["forbidden ConfigMap/a"]);
    expect(found.course?.kind).toBe("refused");
  });
});

describe("the order of a sync", () => {
  test("is by phase, wave, kind and name, and what is pruned goes first in its wave", () => {
    const waves = (value: string) => [
      map("b", value, { [WAVE]: "2" }),
      map("a", value, { [WAVE]: "2" }),
      map("z", value, { [WAVE]: "-1" }),
      deployment(`a:${value}`, {}, { [WAVE]: "2" }),
    ];
    const found = forecastOf({ erp: [...waves("1"), map("gone", "1", { [WAVE]: "2" })] }, { erp: waves("2") });
    expect(stepsOf(found)).toEqual([
      "update ConfigMap/z",
      "prune ConfigMap/gone",
      "update ConfigMap/a",
      "update ConfigMap/b",
      "update Deployment/erp",
    ]);
  });

  test("prunes in the reverse of the waves, and with PruneLast behind everything", () => {
    const gone = (options: string) => [
      map("first", "1", { [WAVE]: "-1" }),
      map("last", "1", { [WAVE]: "3" }),
      map("behind", "1", { [OPTIONS]: options }),
    ];
    expect(
      stepsOf(
        forecastOf({ erp: [stays, ...gone("PruneLast=true")] }, { erp: [stays, map("new", "1", { [WAVE]: "1" })] }),
      ),
    ).toEqual(["prune ConfigMap/last", "create ConfigMap/new", "prune ConfigMap/first", "prune ConfigMap/behind"]);
  });
});

describe("pods start anew", () => {
  const restarts = (before: KubeObject[], after: KubeObject[]) =>
    forecastOf({ erp: [stays, ...before] }, { erp: [stays, ...after] }).restarts;

  test("when the template changes, and not for replicas", () => {
    expect(restarts([deployment("a:1")], [deployment("a:2", { replicas: 3 })])).toEqual([
      {
        workload: "Deployment/erp",
        namespace: "erp",
        pods: 3,
        why: "spec.template changes (image)",
        interrupts: false,
      },
    ]);
    expect(restarts([deployment("a:1")], [deployment("a:1", { replicas: 3 })])).toEqual([]);
  });

  test("with an interruption when the old pod has to end before", () => {
    const recreate = { strategy: { type: "Recreate" } };
    expect(restarts([deployment("a:1", recreate)], [deployment("a:2", recreate)])).toMatchObject([
      { interrupts: true },
    ]);
    const noSurge = { replicas: 1, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } };
    expect(restarts([deployment("a:1", noSurge)], [deployment("a:2", noSurge)])).toMatchObject([{ interrupts: true }]);
    expect(restarts([deployment("a:1", { replicas: 1 })], [deployment("a:2", { replicas: 1 })])).toMatchObject([
      { interrupts: false },
    ]);
  });

  test("not for a ConfigMap that keeps its name, but for a hash of it in the template", () => {
    expect(restarts([map("a")], [map("a", "2")])).toEqual([]);
    const hashed = (hash: string) =>
      deployment("a:1", { template: { metadata: { annotations: { "checksum/config": hash } } } });
    expect(restarts([hashed("1")], [hashed("2")])).toMatchObject([
      { why: 'spec.template changes (annotations["checksum/config"])' },
    ]);
  });

  test("when Vault's operator reads another secret for them", () => {
    const secret = (path: string): KubeObject => ({
      apiVersion: "secrets.hashicorp.com/v1beta1",
      kind: "VaultStaticSecret",
      metadata: { name: "smtp" },
      spec: { path, rolloutRestartTargets: [{ kind: "Deployment", name: "erp" }] },
    });
    expect(restarts([secret("a"), deployment("a:1")], [secret("b"), deployment("a:1")])).toMatchObject([
      { workload: "Deployment/erp", pods: 2, why: "VaultStaticSecret/smtp reads another secret, and restarts it" },
    ]);
  });

  test("not while OnDelete or a pause keeps them", () => {
    expect(restarts([deployment("a:1", { paused: true })], [deployment("a:2", { paused: true })])).toEqual([]);
  });
});
