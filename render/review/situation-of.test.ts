import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { inCluster } from "./desired.ts";
import { situationOf } from "./situation-of.ts";
import { sampleRevision } from "./testing/sample-revision.ts";

/** In the YAML that Kubernetes reads, where an unquoted `y` is true. */
const toYaml = (object: unknown) => stringify(object, { version: "1.1" });

type Files = Readonly<Record<string, unknown>>;
const REPOSITORY = "https://git.example.net/home/lab.git";

/** Texts stay as they are, everything else is written as YAML. */
const revision = (files: Files, origin?: string) =>
  sampleRevision(
    Object.fromEntries(
      Object.entries(files).map(([path, file]) => [path, typeof file === "string" ? file : toYaml(file)]),
    ),
    origin,
  );

const review = (before: Files, after: Files = before) => situationOf(revision(before), revision(after));
const desired = (files: Files) => review(files).situation.after;
const troubles = (files: Files) => review(files).troubles.map(({ path, what }) => `${path}: ${what}`);

/** `verb path Kind/name`, with `from >` before the path of what moved. */
const brief = (before: Files, after: Files) =>
  review(before, after).situation.changes.map(({ change: { verb, from, path, object } }) =>
    [verb, ...(from === undefined ? [] : [from, ">"]), path, ...(object ? [`${object.kind}/${object.name}`] : [])].join(
      " ",
    ),
  );

const keys = (files: Files) => desired(files).objects.map(({ key, path }) => `${key} ${path}`);

interface Spec {
  readonly [field: string]: unknown;
  readonly source?: object | undefined;
}

const application = (name: string, path: string, { source, ...spec }: Spec = {}) => ({
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Application",
  metadata: { name, namespace: "argocd" },
  spec: {
    project: "default",
    destination: { server: "https://kubernetes.default.svc", namespace: name },
    source: { repoURL: REPOSITORY, targetRevision: "HEAD", path, ...source },
    syncPolicy: { automated: { prune: true } },
    ...spec,
  },
});

const configMap = (name: string, data: object = {}, metadata: object = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, ...metadata },
  data,
});

const ERP = { "bootstrap/erp.yaml": application("erp", "apps/erp") };

/** Another Application, so that a repository has one when the first is gone. */
const KEPT = {
  "cms.yaml": application("cms", "cms"),
  "cms/a.yaml": configMap("a"),
  "bootstrap/cm.yaml": configMap("x"),
};

describe("situationOf() takes from the folder of an Application", () => {
  test("what lies in it, in all formats, and nothing that lies below", () => {
    const files = {
      ...ERP,
      "apps/erp/a.yaml": configMap("a"),
      "apps/erp/b.yml": `${toYaml(configMap("b1"))}---\n# empty\n---\n${toYaml(configMap("b2"))}`,
      "apps/erp/c.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: [configMap("c1"), configMap("c2")] }),
      "apps/erp/d.yaml": "x: &x {a: '1'}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: no, name: d}\ndata: *x\n",
      "apps/erp/README.md": "# erp",
      "apps/erp/below/e.yaml": configMap("e"),
    };
    expect(keys(files)).toEqual([
      ...["a.yaml", "b.yml", "b.yml", "c.json", "c.json", "d.yaml"].map(
        (file, index) => `/ConfigMap/erp/${["a", "b1", "b2", "c1", "c2", "d"][index]} apps/erp/${file}`,
      ),
      "/argoproj.io/Application/argocd/erp bootstrap/erp.yaml",
    ]);
    expect(troubles(files)).toEqual([]);
  });

  test.each([
    ["what lies below, too", { recurse: true }, ["a", "b", "c"]],
    ["only what is included, by its path from the folder", { recurse: true, include: "deep/*" }, ["b", "c"]],
    [
      "all but what is excluded, even if it is included",
      { recurse: true, include: "*.yaml", exclude: "deep/er/*" },
      ["a", "b"],
    ],
  ])("%s, where it says so", (_, directory, names) => {
    const files = {
      "bootstrap/erp.yaml": application("erp", "./apps//erp/", { source: { directory } }),
      "apps/erp/a.yaml": configMap("a"),
      "apps/erp/deep/b.yaml": configMap("b"),
      "apps/erp/deep/er/c.yaml": configMap("c"),
      "apps/erp-other/d.yaml": configMap("d"),
    };
    expect(
      desired(files).objects.flatMap(({ object }) => (object.kind === "ConfigMap" ? object.metadata.name : [])),
    ).toEqual(names);
  });

  test("objects of several sources", () => {
    const sources = ["apps/erp", "shared"].map(path => ({ repoURL: REPOSITORY, path }));
    const files = {
      "bootstrap/erp.yaml": application("erp", "", { source: undefined, sources }),
      "apps/erp/a.yaml": configMap("a"),
      "shared/b.yaml": configMap("b"),
    };
    expect(keys(files)).toContain("/ConfigMap/erp/b shared/b.yaml");
    expect(desired(files).applications.get("/erp")?.folders).toEqual(["apps/erp", "shared"]);
  });

  test("with the namespace of its destination, where they name none and their kind has one", () => {
    const definition = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "pools.example.net" },
      spec: { group: "example.net", names: { kind: "Pool" }, scope: "Cluster" },
    };
    const pool = { apiVersion: "example.net/v1", kind: "Pool", metadata: { name: "p", namespace: "ignored" } };
    const files = { ...ERP, "apps/erp/a.yaml": configMap("a", {}, { namespace: "own" }), "apps/erp/p.yaml": pool };
    expect(keys(files)).toContain("/ConfigMap/own/a apps/erp/a.yaml");
    expect(keys(files)).toContain("/example.net/Pool/ignored/p apps/erp/p.yaml");
    expect(keys({ ...files, "crds/pools.yaml": definition })).toContain("/example.net/Pool//p apps/erp/p.yaml");
    expect(brief(files, { ...files, "apps/erp/crd.yaml": definition })).toEqual([
      "create apps/erp/crd.yaml CustomResourceDefinition/pools.example.net",
    ]);
  });

  test("with paths that hold blanks, quotes, line feeds and letters of any alphabet", () => {
    for (const folder of ["a b", 'it\'s "quoted"', "line\nfeed", "東京/é", "-rf", "a'$(b)`c`"]) {
      const files = { "root.yaml": application("erp", folder), [`${folder}/a.yaml`]: configMap("a") };
      expect(
        desired(files).objects.map(({ path }) => path),
        folder,
      ).toContain(`${folder}/a.yaml`);
      expect(troubles(files)).toEqual([]);
    }
  });
});

describe("situationOf() tells its own repository", () => {
  const crds = {
    "bootstrap/crds.yaml": application("crds", "crds", { source: { repoURL: "https://git.example.net/home/crds" } }),
  };
  const files = { ...ERP, ...crds, "apps/erp/a.yaml": configMap("a"), "crds/a.yaml": configMap("crd") };

  test("by where it was cloned from, in whatever way that is written", () => {
    for (const origin of [
      "git@git.example.net:home/crds.git",
      "ssh://git@git.example.net:2222/home/crds",
      "https://me:secret@git.example.net/home/crds/",
    ]) {
      const side = revision(files, origin);
      const { situation } = situationOf(side, side);
      expect(
        situation.after.objects.map(({ object }) => object.metadata.name),
        origin,
      ).toContain("crd");
    }
  });

  test("else by what most Applications name whose folder exists", () => {
    const more = { ...files, "bootstrap/cms.yaml": application("cms", "apps/cms"), "apps/cms/b.yaml": configMap("b") };
    expect(desired(more).objects.map(({ object }) => object.metadata.name)).not.toContain("crd");
  });

  test("on any host, for a cluster may have a mirror of it", () => {
    const mirror = { source: { repoURL: "https://mirror.example.org/home/lab" } };
    const mirrored = {
      ...files,
      "bootstrap/cms.yaml": application("cms", "apps/cms", mirror),
      "apps/cms/b.yaml": configMap("b"),
    };
    expect(keys(mirrored)).toContain("/ConfigMap/cms/b apps/cms/b.yaml");
  });

  test("and says what comes from elsewhere, without a password that stands in a URL", () => {
    const elsewhere = application("x", "x", { source: { repoURL: "https://me:secret@elsewhere.example.net/x" } });
    expect(troubles({ ...ERP, "apps/erp/a.yaml": configMap("a"), "x.yaml": elsewhere })).toEqual([
      'x.yaml: Application "x" takes objects from "https://elsewhere.example.net/x", which is not this repository: they are not reviewed',
    ]);
  });
});

describe("situationOf() says what it does not understand:", () => {
  const a = { "apps/erp/a.yaml": configMap("a") };
  const link = { kind: "symbolic link", content: "1" } as const;

  test.each([
    [
      "a folder of Kustomize",
      { ...ERP, ...a, "apps/erp/kustomization.yaml": "resources: [a.yaml]\n" },
      'bootstrap/erp.yaml: Application "erp" builds "apps/erp" with Kustomize ("kustomization.yaml"), which is not done here: its objects are not reviewed',
    ],
    [
      "a chart",
      { ...ERP, ...a, "apps/erp/Chart.yaml": "name: erp\n" },
      'bootstrap/erp.yaml: Application "erp" builds "apps/erp" with Helm ("Chart.yaml"), which is not done here: its objects are not reviewed',
    ],
    [
      "a plugin",
      { "bootstrap/erp.yaml": application("erp", "apps/erp", { source: { plugin: { name: "x" } } }), ...a },
      'bootstrap/erp.yaml: Application "erp" builds "apps/erp" with a plugin, which is not done here: its objects are not reviewed',
    ],
    [
      "Jsonnet",
      { ...ERP, ...a, "apps/erp/x.jsonnet": "{}" },
      'apps/erp/x.jsonnet: is Jsonnet, which is not evaluated here: what Application "erp" deploys from it is not reviewed',
    ],
    [
      "a path that does not exist",
      { ...ERP, "cms.yaml": application("cms", "apps"), "apps/erp.yaml": configMap("a") },
      'bootstrap/erp.yaml: Application "erp" fails: its path "apps/erp" does not exist',
    ],
    [
      "settings beside the manifests",
      { ...ERP, ...a, "apps/erp/.argocd-source-erp.yaml": "directory: {}\n" },
      'apps/erp/.argocd-source-erp.yaml: overrides settings of Application "erp", which is not understood here',
    ],
    [
      "a pattern that is not valid",
      { "bootstrap/erp.yaml": application("erp", "apps/erp", { source: { directory: { exclude: "{a" } } }), ...a },
      'bootstrap/erp.yaml: Application "erp" excludes nothing: its exclude pattern "{a" is not valid',
    ],
    [
      "an ApplicationSet",
      {
        ...ERP,
        ...a,
        "sets/all.yaml": { apiVersion: "argoproj.io/v1alpha1", kind: "ApplicationSet", metadata: { name: "all" } },
      },
      'sets/all.yaml: ApplicationSet "all" is not expanded here: its Applications, and what they deploy, are not reviewed',
    ],
    [
      "a broken file",
      { ...ERP, ...a, "apps/erp/b.yaml": "apiVersion: v1\nkind: A\nmetadata: b: c\n" },
      'apps/erp/b.yaml: Nested mappings are not allowed in compact mappings at line 3, column 11: nothing of Application "erp" is synced',
    ],
    [
      "an object without name",
      { ...ERP, ...a, "apps/erp/b.yaml": "apiVersion: v1\nkind: A\n" },
      "apps/erp/b.yaml: document 1 has no metadata.name, and is not reviewed",
    ],
    [
      "an object in two files",
      { ...ERP, ...a, "apps/erp/b.yaml": configMap("a", {}, { namespace: "erp" }) },
      'apps/erp/b.yaml: ConfigMap/a stands in "apps/erp/a.yaml" too: Application "erp" deploys one of them',
    ],
    [
      "another branch",
      {
        ...ERP,
        ...a,
        "b.yaml": application("b", "apps/b", { source: { targetRevision: "v1" } }),
        "apps/b/a.yaml": configMap("a"),
        "c.yaml": application("c", "apps/b"),
      },
      'b.yaml: Application "b" follows "v1", and is reviewed as if it followed this change',
    ],
    [
      "an Application that is only a patch",
      { ...ERP, ...a, "patch.yaml": { ...application("erp", ""), spec: { project: "x" } } },
      'patch.yaml: Application "erp" names no repository, as a patch or a template does, and is passed over',
    ],
  ] as [string, Files, string][])("%s", (_, files, trouble) => {
    expect(troubles(files)).toEqual([trouble]);
  });

  test("links and submodules that an Application would follow, and no others", () => {
    const plain = revision({ ...ERP, ...a });
    const side = { ...plain, files: new Map([...plain.files, ["apps/erp/b.yaml", link], ["b.yaml", link]]) };
    expect(situationOf(side, side).troubles.map(({ path, what }) => `${path} ${what}`)).toEqual([
      'apps/erp/b.yaml is a symbolic link, which is not followed: Application "erp" deploys its target',
    ]);
    const cms = revision({ ...ERP, "cms.yaml": application("cms", "cms"), "cms/a.yaml": configMap("a") });
    const within = { ...cms, files: new Map([...cms.files, ["apps", { kind: "submodule", content: "1" } as const]]) };
    expect(situationOf(within, within).troubles).toMatchObject([
      { what: expect.stringContaining("is a submodule, or in one") },
    ]);
  });

  test("on which side it is", () => {
    const { troubles } = review({ ...ERP, ...a }, { ...ERP, "apps/erp/Chart.yaml": "a: 1", ...a });
    expect(troubles.map(({ side }) => side)).toEqual(["after"]);
  });
});

describe("situationOf() does not pass over in silence", () => {
  const set = (generator: object, source: object) => ({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "ApplicationSet",
    metadata: { name: "all" },
    spec: { generators: [generator], template: { spec: { source: { repoURL: REPOSITORY, ...source } } } },
  });
  const directories = (path: string, rest: object = {}) => ({
    git: { repoURL: REPOSITORY, directories: [{ path }, { path: "x/y", exclude: true }], ...rest },
  });
  const MAY = 'ApplicationSet "all" may deploy it, and is not expanded here';
  const why = (before: Files, after: Files) =>
    review(before, after).situation.changes.map(({ change }) => `${change.verb} ${change.path}: ${change.why}`);

  test.each<[string, object, string]>([
    ["the folders of a generator", set(directories("k8s/*"), { path: "{{path}}" }), "k8s/games/plugins.txt"],
    ["all below a pattern", set(directories("k8s/**"), { path: "{{ .path.path }}" }), "k8s/games/deep/plugins.txt"],
    ["a folder that its template names", set({ clusters: {} }, { path: "charts/pvc" }), "charts/pvc/templates/a.yaml"],
    ["one with a parameter", set({ clusters: {} }, { path: "apps/{{name}}/base" }), "apps/erp/base/a.txt"],
    [
      "an element of a list",
      set({ list: { elements: [{ at: "apps/erp" }] } }, { path: "{{ .at }}" }),
      "apps/erp/a.txt",
    ],
    [
      "a generator within a matrix",
      set({ matrix: { generators: [{ clusters: {} }, directories("k8s/*")] } }, { path: "{{path}}" }),
      "k8s/games/a.txt",
    ],
    [
      "a file of parameters",
      set({ git: { repoURL: REPOSITORY, files: [{ path: "clusters/*/config.json" }] } }, { chart: "x" }),
      "clusters/home/config.json",
    ],
    [
      "another source of several",
      { ...set({}, {}), spec: { template: { spec: { sources: [{ repoURL: REPOSITORY, path: "charts/pvc" }] } } } },
      "charts/pvc/values.txt",
    ],
  ])("what an ApplicationSet may take: %s", (_, all, path) => {
    const files = { "sets/all.yaml": all, ...ERP, "apps/erp/z.yaml": configMap("z") };
    expect(why({ ...files, [path]: "a: 1\n" }, { ...files, [path]: "a: 2\n" })).toEqual([`update ${path}: ${MAY}`]);
  });

  test("objects that an ApplicationSet may deploy, and says so", () => {
    const files = { "sets/all.yaml": set(directories("k8s/*"), { path: "{{path}}" }) };
    const after = { ...files, "k8s/games/a.yaml": configMap("a") };
    expect(why(files, after)).toEqual([`create k8s/games/a.yaml: ${MAY}`]);
    expect(review(files, after).troubles).toContainEqual({ path: "k8s/games/a.yaml", what: MAY, side: "after" });
  });

  test("a base of a kustomization or a chart that no Application is seen to reach", () => {
    const overlay = {
      "bootstrap/erp.yaml": application("erp", "overlays/prod"),
      "overlays/prod/kustomization.yaml": "",
    };
    const base = {
      ...overlay,
      "base/kustomization.yaml": "configMapGenerator: []\n",
      "base/a/app.properties": "a=1\n",
    };
    expect(why(base, { ...base, "base/a/app.properties": "a=2\n" })).toEqual([
      'update base/a/app.properties: "base" is a folder of Kustomize, and no Application is seen to build from it',
    ]);
    const chart = { ...ERP, "charts/web/Chart.yaml": "name: web\n", "charts/web/templates/a.yaml": "kind: {{ .x }}\n" };
    expect(why(chart, { ...chart, "charts/web/templates/a.yaml": "kind: {{ .y }}\n" })).toEqual([
      'update charts/web/templates/a.yaml: "charts/web" is a folder of Helm, and no Application is seen to build from it',
    ]);
  });

  test("another target of a link, or commit of a submodule, behind which an Application looks", () => {
    const side = (content: string) => {
      const plain = revision({ ...ERP, "cms.yaml": application("cms", "cms"), "cms/a.yaml": configMap("a") });
      const module = { kind: "submodule", content } as const;
      return { ...plain, files: new Map([...plain.files, ["apps", module], ["docs", module]]) };
    };
    const { changes } = situationOf(side("1"), side("2")).situation;
    expect(changes.map(({ change }) => `${change.path}: ${change.why}`)).toEqual([
      'apps: Application "erp" looks behind this submodule',
    ]);
  });

  test("that it sees no Application at all", () => {
    const blind = { path: ".", what: "no Application is found here: what Argo CD deploys is not known", side: "after" };
    expect(review({ "src/a.ts": "" }, { "src/b.ts": "" }).troubles).toEqual([blind]);
    expect(
      review({ ...ERP, "apps/erp/a.yaml": configMap("a") }, { "apps/erp/a.yaml": configMap("a") }).troubles,
    ).toContainEqual(blind);
    expect(troubles({ "a.yaml": set({}, {}) })).toEqual([expect.stringContaining('"all" is not expanded')]);
  });

  test("but what lies elsewhere, or in another repository", () => {
    const elsewhere = { repoURL: "https://git.example.net/other/charts" };
    const sets = { "a.yaml": set(directories("k8s/*", elsewhere), { ...elsewhere, path: "k8s/games" }), ...ERP };
    const files = {
      ...sets,
      "apps/erp/z.yaml": configMap("z"),
      "b.yaml": set(directories("x/*"), { path: "{{path}}" }),
    };
    for (const path of ["k8s/games/plugins.txt", "src/main.txt", "x/a.txt"]) {
      expect(why({ ...files, [path]: "1" }, { ...files, [path]: "2" }), path).toEqual([]);
    }
  });
});

test("situationOf() keeps what an Application deploys that leaves git alone, while nothing deletes it", () => {
  const files = { "apps/erp/a.yaml": configMap("a"), "apps/erp/b.yaml": configMap("b"), ...KEPT };
  const { "apps/erp/b.yaml": _, ...after } = files;
  expect(brief({ ...ERP, ...files }, after)).toEqual([
    "keep apps/erp/a.yaml ConfigMap/a",
    "prune apps/erp/b.yaml ConfigMap/b",
    "keep bootstrap/erp.yaml Application/erp",
  ]);
  const { "apps/erp/a.yaml": __, ...nothing } = after;
  expect(review({ ...ERP, ...files }, nothing).situation.changes[0]?.change).toMatchObject({
    verb: "keep",
    why: 'Application "erp" left git, but stays, and fails, for its folder is gone',
  });
  const pruned = { "root.yaml": application("root", "bootstrap"), ...files };
  const erp = application("erp", "apps/erp");
  const finalizers = ["resources-finalizer.argocd.argoproj.io"];
  const cascading = { ...erp, metadata: { ...erp.metadata, finalizers } };
  expect(brief({ ...pruned, "bootstrap/erp.yaml": cascading }, pruned)).toContain("prune apps/erp/a.yaml ConfigMap/a");
});

describe("situationOf() tells clusters apart", () => {
  const cluster = (name: string, folder: string) => ({
    [`${folder}/${name}/applications/root.yaml`]: application("root", `${folder}/${name}/applications`),
    [`${folder}/${name}/applications/erp.yaml`]: application("erp", `${folder}/${name}/erp`),
    [`${folder}/${name}/erp/a.yaml`]: configMap("a"),
  });

  test("by the root that deploys their Applications", () => {
    const { applications, objects } = desired({ ...cluster("home", "rendered"), ...cluster("garage", "rendered") });
    expect([...applications.keys()].sort()).toEqual(["garage/erp", "garage/root", "home/erp", "home/root"]);
    expect(objects.map(({ key }) => key)).toContain("garage/ConfigMap/erp/a");
    expect(applications.get("home/erp")).toMatchObject({ parent: "root", cluster: "home" });
    expect(applications.get("home/root")).toMatchObject({ parent: "root" });
  });

  test("by a folder below clusters/", () => {
    const files = (name: string) => ({
      [`clusters/${name}/erp.yaml`]: application("erp", `apps/${name}`),
      [`apps/${name}/a.yaml`]: configMap("a"),
    });
    expect([...desired({ ...files("one"), ...files("two") }).applications.keys()]).toEqual(["one/erp", "two/erp"]);
  });

  test("where one folder of Applications is deployed by two roots", () => {
    const files = {
      "clusters/one/root.yaml": application("root", "apps"),
      "clusters/two/root.yaml": application("root", "apps"),
      "apps/erp.yaml": application("erp", "manifests/erp"),
      "manifests/erp/a.yaml": configMap("a"),
    };
    expect([...desired(files).applications.keys()]).toEqual(["one/erp", "two/erp", "one/root", "two/root"]);
    expect(desired(files).objects.map(({ key }) => key)).toEqual([
      ...["one", "two"].map(cluster => `${cluster}/argoproj.io/Application/argocd/erp`),
      ...["one", "two"].map(cluster => `${cluster}/argoproj.io/Application/argocd/root`),
      ...["one", "two"].map(cluster => `${cluster}/ConfigMap/erp/a`),
    ]);
  });

  test("where two roots whose folders say nothing deploy one Application", () => {
    const files = {
      "bootstrap/east.yaml": application("east", "apps"),
      "bootstrap/west.yaml": application("west", "apps"),
      "apps/erp.yaml": application("erp", "manifests/erp"),
    };
    expect([...desired(files).applications.keys()].sort()).toEqual(
      ["east", "west"].flatMap(name => [`bootstrap/${name}.yaml/${name}`, `bootstrap/${name}.yaml/erp`]).sort(),
    );
  });

  test("by their folders, where nothing else keeps two Applications of one name apart", () => {
    const files = {
      "prod/erp.yaml": application("erp", "prod/erp"),
      "prod/erp/a.yaml": configMap("a"),
      "test/erp.yaml": application("erp", "test/erp"),
      "test/erp/a.yaml": configMap("a"),
    };
    expect([...desired(files).applications.keys()]).toEqual(["prod/erp", "test/erp"]);
  });

  test("without renaming what is there when one is added", () => {
    const home = { "prod/erp.yaml": application("erp", "prod/erp"), "prod/erp/a.yaml": configMap("a") };
    const test = { "test/erp.yaml": application("erp", "test/erp"), "test/erp/a.yaml": configMap("a") };
    expect(brief(home, { ...home, ...test })).toEqual([
      "create test/erp.yaml Application/erp",
      "create test/erp/a.yaml ConfigMap/a",
    ]);
  });

  test("to which an Application deploys from where it lives", () => {
    const away = application("erp", "apps/erp", { destination: { name: "edge", namespace: "erp" } });
    const [placed] = desired({ "erp.yaml": away, "apps/erp/a.yaml": configMap("a") }).objects;
    expect(placed).toMatchObject({ key: ":edge/ConfigMap/erp/a", cluster: "", application: "erp" });
  });

  test("and is not led round in a circle by Applications that deploy each other", () => {
    const files = { "a/b.yaml": application("b", "b"), "b/a.yaml": application("a", "a"), "b/x.yaml": configMap("x") };
    expect([...desired(files).applications].map(([key, { parent }]) => `${key} of ${parent || "nobody"}`)).toEqual([
      "/b of nobody",
      "/a of b",
    ]);
    expect(brief(files, {})).toHaveLength(3);
  });
});

describe("situationOf() shows what an Application changes in files that stay the same:", () => {
  const files = {
    ...ERP,
    "bootstrap/cms.yaml": application("cms", "apps/cms"),
    "apps/erp/a.yaml": configMap("a"),
    "apps/cms/b.yaml": configMap("b"),
  };
  const changed = (path: string, spec: Spec = {}) =>
    brief(files, { ...files, "bootstrap/erp.yaml": application("erp", path, spec) }).filter(
      line => !line.includes("bootstrap/erp"),
    );

  test("another namespace makes another object", () => {
    expect(changed("apps/erp", { destination: { namespace: "other" } })).toEqual([
      "create apps/erp/a.yaml ConfigMap/a",
      "prune apps/erp/a.yaml ConfigMap/a",
    ]);
  });

  test("another cluster does so, too", () => {
    expect(changed("apps/erp", { destination: { name: "edge", namespace: "erp" } })).toEqual([
      "create apps/erp/a.yaml ConfigMap/a",
      "orphan apps/erp/a.yaml ConfigMap/a",
    ]);
  });

  test("another path takes one object away and brings another", () => {
    expect(changed("apps/cms")).toEqual(["create apps/cms/b.yaml ConfigMap/b", "prune apps/erp/a.yaml ConfigMap/a"]);
  });

  test("what is excluded goes", () => {
    expect(changed("apps/erp", { source: { directory: { exclude: "a.*" } } })).toEqual([
      "prune apps/erp/a.yaml ConfigMap/a",
    ]);
  });

  test("an object that another Application takes over moves", () => {
    const own = { destination: { namespace: "shared" } };
    const before = {
      "a.yaml": application("a", "apps/x", own),
      "b.yaml": application("b", "apps/y", own),
      "apps/x/x.yaml": configMap("x"),
      "apps/y/y.yaml": configMap("y"),
    };
    const after = { ...before, "a.yaml": application("a", "apps/y", own), "b.yaml": application("b", "apps/x", own) };
    const { changes } = review(before, after).situation;
    expect(
      changes
        .slice(1, 3)
        .map(({ change: { verb, from, path, unit }, old }) => ({ verb, from, path, unit, was: old?.application })),
    ).toEqual([
      { verb: "move", from: "apps/x/x.yaml", path: "apps/x/x.yaml", unit: "b", was: "a" },
      { verb: "move", from: "apps/y/y.yaml", path: "apps/y/y.yaml", unit: "a", was: "b" },
    ]);
  });

  test("nothing, where the Application changes in another way", () => {
    expect(changed("apps/erp", { syncPolicy: {} })).toEqual([]);
  });
});

test("situationOf() takes any value in any field of what steers Argo CD", () => {
  const values = [null, 1, true, "text", [], [null], {}, { a: null }, [[{}]]];
  const fields = ["source", "sources", "destination", "syncPolicy", "project", "sourceHydrator"];
  const inner = ["repoURL", "path", "chart", "ref", "targetRevision", "directory", "helm", "kustomize", "plugin"];
  const base = { ...ERP, "apps/erp/a.yaml": configMap("a") };
  for (const value of values) {
    const odd = [
      ...fields.map(field => application("odd", "apps/erp", { [field]: value })),
      ...inner.map(field => application("odd", "apps/erp", { source: { [field]: value } })),
      ...inner.map(field => application("odd", "apps/erp", { sources: [{ repoURL: REPOSITORY, [field]: value }] })),
      { ...application("odd", "apps/erp"), spec: value },
      ...["namespace", "annotations", "labels", "finalizers"].map(field => ({
        ...application("odd", "apps/erp"),
        metadata: { name: "odd", [field]: value },
      })),
      { apiVersion: "argoproj.io/v1alpha1", kind: "AppProject", metadata: { name: "odd" }, spec: value },
      {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: "odd" },
        spec: value,
      },
    ];
    for (const object of odd) {
      expect(() => review(base, { ...base, "odd.json": JSON.stringify(object) }), JSON.stringify(object)).not.toThrow();
      expect(() => review({ ...base, "odd.json": JSON.stringify(object) }, base), JSON.stringify(object)).not.toThrow();
    }
  }
});

describe("situationOf() tells of", () => {
  test("each change with the object as it was and as it will be", () => {
    const [before, after] = ["1", "2"].map(a => ({ ...ERP, "apps/erp/a.yaml": configMap("a", { a }) }));
    const [changed, ...others] = review(before ?? {}, after ?? {}).situation.changes;
    expect(others).toEqual([]);
    expect(changed).toMatchObject({
      change: { verb: "update", cluster: "", unit: "erp", fields: [{ path: "data.a", before: "1", after: "2" }] },
      old: { object: { data: { a: "1" } } },
      fresh: { object: { data: { a: "2" } }, namespace: "erp" },
    });
  });

  test("a manifest that became unreadable as a file, for Argo CD deletes nothing of it", () => {
    const before = { ...ERP, "apps/erp/a.yaml": configMap("a") };
    const after = { ...ERP, "apps/erp/a.yaml": "apiVersion: v1\nkind: A\nmetadata: b: c\n" };
    expect(brief(before, after)).toEqual(["update apps/erp/a.yaml"]);
    expect(review(before, after).situation.changes[0]?.change.why).toMatch(/^cannot be read as objects: /);
  });

  test("files of a deployed folder that hold no object, and why they do nothing", () => {
    const after = { ...ERP, "apps/erp/values.yaml": "a: 1\n", "apps/erp/b.yaml": `# +argocd:skip-file-rendering\n` };
    const { changes } = review({ ...ERP, "apps/erp/a.yaml": configMap("a") }, after).situation;
    expect(changes.map(({ change: { verb, path, why } }) => [verb, path, why])).toEqual([
      ["prune", "apps/erp/a.yaml", undefined],
      ["create", "apps/erp/b.yaml", "Argo CD passes over it, for it is marked with +argocd:skip-file-rendering"],
      ["create", "apps/erp/values.yaml", "Argo CD finds no object in it"],
    ]);
  });

  test("objects that no Application deploys, as a finding, and of nothing else outside of Applications", () => {
    const loose = (a: string) => ({
      ...ERP,
      "apps/erp/a.yaml": configMap("a"),
      "k8s/b.yaml": configMap("b", { a }),
      "src/main.ts": a,
      "ci.yaml": `a: ${a}`,
    });
    const { situation, troubles } = review(loose("1"), loose("2"));
    expect(situation.changes).toEqual([
      {
        change: expect.objectContaining({
          verb: "update",
          path: "k8s/b.yaml",
          unit: "k8s",
          why: "no Application deploys it",
          fields: [{ path: "data.a", before: "1", after: "2" }],
        }),
      },
    ]);
    expect(troubles).toEqual([{ path: "k8s/b.yaml", what: "no Application deploys it", side: "both" }]);
  });

  test("files that a tool builds objects from, whatever they hold", () => {
    const chart = (a: string) => ({
      "erp.yaml": application("erp", "charts/erp"),
      "charts/erp/Chart.yaml": "name: erp\n",
      "charts/erp/values.yaml": `a: ${a}\n`,
      "charts/erp/templates/x.yaml": `apiVersion: v1\nkind: {{ .${a} }}\nmetadata: {{ x }}: y\n`,
      "charts/erp/templates/y.yaml": configMap("y", { a }),
    });
    const why = 'Application "erp" builds from it with Helm ("Chart.yaml"), which is not done here';
    expect(
      review(chart("1"), chart("2")).situation.changes.map(({ change: { path, unit, why } }) => [path, unit, why]),
    ).toEqual([
      ["charts/erp/templates/x.yaml", "erp", why],
      ["charts/erp/templates/y.yaml", "erp", why],
      ["charts/erp/values.yaml", "erp", why],
    ]);
  });

  test("values that a chart from elsewhere takes from here", () => {
    const sources = [
      { repoURL: "https://charts.example.net", chart: "erp", helm: { valueFiles: ["$own/values/erp.yaml"] } },
      { repoURL: REPOSITORY, ref: "own" },
    ];
    const files = (a: string) => ({
      ...ERP,
      "apps/erp/a.yaml": configMap("a"),
      "x.yaml": application("x", "", { source: undefined, sources }),
      "values/erp.yaml": `a: ${a}`,
    });
    expect(review(files("1"), files("2")).situation.changes).toMatchObject([
      { change: { path: "values/erp.yaml", unit: "x" } },
    ]);
  });

  test("hosts and variables of a cluster as files, and of which variables, and pages of its guidebook not", () => {
    const files = (n: string) => ({
      "rendered/home/applications/root.yaml": application("root", "rendered/home/applications"),
      "rendered/home/hosts/pi1/etc/motd": n,
      "rendered/home/hosts/pi1/manifests/a.yaml": configMap("a", { n }),
      "rendered/home/guidebook/index.md": n,
    });
    const { changes } = review(files("1"), files("2")).situation;
    expect(
      changes.map(({ change: { verb, path, cluster, unit, why } }) => ({ verb, path, cluster, unit, why })),
    ).toEqual(
      ["hosts/pi1/etc/motd", "hosts/pi1/manifests/a.yaml"].map(path => ({
        verb: "update",
        path: `rendered/home/${path}`,
        cluster: "home",
        unit: path.split("/")[0],
        why: undefined,
      })),
    );
  });

  test("an Application that was applied by hand, and stays when it leaves git", () => {
    const files = { ...ERP, "apps/erp/a.yaml": configMap("a") };
    const { situation } = review(files, { "apps/erp/a.yaml": configMap("a") });
    expect(situation.before.applications.get(inCluster("", "erp"))?.parent).toBe("");
    expect(situation.changes.map(({ change }) => `${change.verb} ${change.path}`)).toEqual([
      "keep apps/erp/a.yaml",
      "keep bootstrap/erp.yaml",
    ]);
  });

  test("objects of a folder that is gone as kept, for their Application then fails", () => {
    const files = { ...ERP, "cms.yaml": application("cms", "cms"), "cms/a.yaml": configMap("a") };
    const { changes } = review({ ...files, "apps/erp/a.yaml": configMap("a") }, files).situation;
    expect(changes).toMatchObject([
      { change: { verb: "keep", why: 'Application "erp" fails, for its path "apps/erp" is gone' } },
    ]);
  });

  test("objects of a folder that a tool builds now, as what may be deleted", () => {
    const files = { ...ERP, "apps/erp/a.yaml": configMap("a") };
    const { changes } = review(files, { ...files, "apps/erp/kustomization.yaml": "resources: [a.yaml]" }).situation;
    expect(changes.find(({ old }) => old?.object.kind === "ConfigMap")?.change).toMatchObject({
      verb: "prune",
      why: expect.stringMatching(/^perhaps: /),
    });
  });

  test("objects of such a folder that no sync prunes as kept", () => {
    const kept = configMap("a", {}, { annotations: { "argocd.argoproj.io/sync-options": "Prune=false" } });
    const files = { ...ERP, "apps/erp/a.yaml": kept };
    const { changes } = review(files, { ...files, "apps/erp/kustomization.yaml": "resources: [a.yaml]" }).situation;
    expect(changes.find(({ old }) => old?.object.kind === "ConfigMap")?.change).toMatchObject({
      verb: "keep",
      why: "it carries Prune=false",
    });
  });
});
