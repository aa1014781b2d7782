import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { type Change, hasEffect, MEANS_THE_SAME, ONLY_MOVES, WRITTEN_DIFFERENTLY } from "./change.ts";
import { compare } from "./compare.ts";
import type { Tree } from "./tree.ts";

/** In the YAML that Kubernetes reads, where an unquoted `yes` is true. */
const toYaml = (object: unknown) => stringify(object, { version: "1.1" });

type Files = Readonly<Record<string, unknown>>;

/** Texts stay as they are, everything else is written as YAML. */
function tree(files: Files): Tree {
  return new Map(Object.entries(files).map(([path, file]) => [path, typeof file === "string" ? file : toYaml(file)]));
}

const CASCADE = "resources-finalizer.argocd.argoproj.io/background";

interface Sync {
  readonly prune?: boolean;
  readonly enabled?: boolean;
  readonly options?: readonly string[];
  readonly finalizers?: readonly string[];
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly path?: string;
}

function application(name: string, sync: Sync = {}) {
  const { prune = true, enabled, options = [], finalizers = [CASCADE], namespace = name, annotations = {} } = sync;
  const automated = { prune, selfHeal: true, ...(enabled === undefined ? {} : { enabled }) };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name, namespace: "argocd", finalizers, annotations },
    spec: {
      destination: { name: "in-cluster", namespace },
      source: { repoURL: "https://gitea.lab/lab", path: sync.path ?? `rendered/arcodange/${name}` },
      syncPolicy: { automated, syncOptions: options },
    },
  };
}

const root = (sync: Sync = {}) =>
  application("lab", { finalizers: [], path: "rendered/arcodange/applications", ...sync });

function configMap(name: string, data: Record<string, unknown> = {}, options?: string) {
  const annotations = options === undefined ? {} : { annotations: { "argocd.argoproj.io/sync-options": options } };
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "erp", ...annotations }, data };
}

function deployment(image: string, app = "erp") {
  const container = { name: "erp", image, ports: [{ containerPort: 8080 }] };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "erp", namespace: "erp" },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app } },
      template: { metadata: { labels: { app } }, spec: { containers: [container, { name: "proxy", image: "p:1" }] } },
    },
  };
}

const ROOT = "arcodange/applications/application-lab.yaml";
const ERP = "arcodange/applications/application-erp.yaml";
const CMS = "arcodange/applications/application-cms.yaml";
const CONFIG = "arcodange/erp/configmap-erp.yaml";
const WEB = "arcodange/erp/deployment-erp.yaml";
const APPLICATIONS = { [ROOT]: root(), [ERP]: application("erp"), [CMS]: application("cms") };

/** Changes between two trees that also hold the root Application and those of erp and cms. */
function changes(before: Files, after: Files): Change[] {
  return compare(tree({ ...APPLICATIONS, ...before }), tree({ ...APPLICATIONS, ...after }));
}

function only(found: readonly Change[]): Change {
  expect(found).toHaveLength(1);
  return found[0] as Change;
}

/** `verb path`, and `verb from > path` for what moved. */
const brief = (found: readonly Change[]) =>
  found.map(({ verb, from, path }) => [verb, ...(from === undefined ? [] : [from, ">"]), path].join(" "));

describe("compare()", () => {
  test("finds nothing between equal trees, even where files are broken", () => {
    const files = { [CONFIG]: configMap("erp"), "arcodange/erp/broken.yaml": "a: b: c" };
    expect(changes(files, files)).toEqual([]);
  });

  test("names cluster, Application and object of a change", () => {
    expect(only(changes({}, { [CONFIG]: configMap("erp") }))).toStrictEqual({
      verb: "create",
      path: CONFIG,
      cluster: "arcodange",
      unit: "erp",
      object: { apiVersion: "v1", kind: "ConfigMap", namespace: "erp", name: "erp" },
      fields: [],
    });
  });

  test("counts an Application as a change of the unit that it declares", () => {
    const found = changes({}, { [ERP]: application("erp", { prune: false }) });
    expect(only(found)).toMatchObject({ verb: "update", unit: "erp", fields: [{ before: true, after: false }] });
  });

  test("sorts by path, and is the same whatever order the files come in", () => {
    const before = tree({ b: "1", a: "1", "arcodange/x.yaml": configMap("x"), [CONFIG]: configMap("erp") });
    const after = tree({ c: "2", a: "2", [WEB]: deployment("erp:1") });
    const reversed = (files: Tree): Tree => new Map([...files].reverse());
    const found = compare(before, after);
    expect(found.map(({ path }) => path)).toEqual(["a", CONFIG, WEB, "arcodange/x.yaml", "b", "c"]);
    expect(compare(reversed(before), reversed(after))).toEqual(found);
  });

  test("gives plain data", () => {
    const found = changes({ [WEB]: deployment("erp:1") }, { [WEB]: deployment("erp:2"), x: "1" });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  test("changes neither tree", () => {
    const [before, after] = [tree({ [WEB]: deployment("erp:1") }), tree({ [WEB]: deployment("erp:2") })];
    const copies = [new Map(before), new Map(after)];
    compare(before, after);
    expect([before, after]).toEqual(copies);
  });

  test("finds the one that differs among 14,000 files without reading the others", () => {
    const many = (changed: number): Tree =>
      new Map(
        Array.from({ length: 14_000 }, (_, n) => [`arcodange/a${n}/x.yaml`, n === changed ? "new: 1" : `a: b: ${n}`]),
      );
    expect(brief(compare(many(-1), many(7000)))).toEqual(["update arcodange/a7000/x.yaml"]);
  });
});

describe("compare() says update", () => {
  test("with the path of each field that differs", () => {
    const { verb, fields } = only(changes({ [WEB]: deployment("erp:1") }, { [WEB]: deployment("erp:2") }));
    expect(verb).toBe("update");
    expect(fields).toEqual([{ path: "spec.template.spec.containers[erp].image", before: "erp:1", after: "erp:2" }]);
  });

  test("for another version of the same API", () => {
    const old = { ...deployment("erp:1"), apiVersion: "apps/v1beta2" };
    const { verb, fields } = only(changes({ [WEB]: old }, { [WEB]: deployment("erp:1") }));
    expect({ verb, fields }).toEqual({
      verb: "update",
      fields: [{ path: "apiVersion", before: "apps/v1beta2", after: "apps/v1" }],
    });
  });

  test.each([
    ["the order of keys", `kind: ConfigMap\napiVersion: v1\ndata: {a: "1"}\nmetadata: {namespace: erp, name: erp}\n`],
    ["quoting", stringify(configMap("erp", { a: "1" }), { defaultStringType: "QUOTE_DOUBLE" })],
    ["a comment", `# hello\n${toYaml(configMap("erp", { a: "1" }))}`],
    ["line ends", toYaml(configMap("erp", { a: "1" })).replaceAll("\n", "\r\n")],
    ["JSON instead of YAML", JSON.stringify(configMap("erp", { a: "1" }))],
  ])("without fields, recognisably, where only %s differs", (_, text) => {
    const found = changes({ [CONFIG]: configMap("erp", { a: "1" }) }, { [CONFIG]: text });
    expect(only(found)).toMatchObject({
      verb: "update",
      fields: [],
      why: WRITTEN_DIFFERENTLY,
      object: { name: "erp" },
    });
  });

  test("without fields where a list with keys has another order, and names the list", () => {
    const turned = deployment("erp:1");
    turned.spec.template.spec.containers.reverse();
    expect(only(changes({ [WEB]: deployment("erp:1") }, { [WEB]: turned }))).toMatchObject({
      verb: "update",
      fields: [],
      reordered: ["spec.template.spec.containers"],
      why: "same content, other order of spec.template.spec.containers",
    });
  });

  test("where text that looks like a boolean became one", () => {
    const { fields } = only(
      changes(
        { [CONFIG]: configMap("erp", { a: "yes" }) },
        { [CONFIG]: toYaml(configMap("erp")).replace("{}", "{a: yes}") },
      ),
    );
    expect(fields).toEqual([{ path: "data.a", before: "yes", after: true }]);
  });
});

describe("compare() says replace", () => {
  test("where Kubernetes refuses the change, and names the field", () => {
    expect(only(changes({ [WEB]: deployment("erp:1") }, { [WEB]: deployment("erp:2", "web") }))).toMatchObject({
      verb: "replace",
      immutable: ["spec.selector"],
      why: "Kubernetes refuses to change spec.selector of what exists",
    });
  });

  test("for a move that also touches such a field", () => {
    const path = "arcodange/erp/web.yaml";
    const found = changes({ [WEB]: deployment("erp:1") }, { [path]: deployment("erp:1", "web") });
    expect(only(found)).toMatchObject({ verb: "replace", path, from: WEB });
  });
});

test("compare() says of an object that means the same that nothing but the writing differs", () => {
  const found = changes(
    { [WEB]: deployment("erp:1") },
    { [WEB]: { ...deployment("erp:1"), spec: { ...deployment("erp:1").spec, paused: false } } },
  );
  expect(only(found)).toMatchObject({ verb: "update", why: MEANS_THE_SAME, fields: [{ effect: "none" }] });
  expect(hasEffect(only(found))).toBe(false);
});

describe("compare() says move", () => {
  test("for an object in another file, without fields where nothing else changed", () => {
    const found = changes({ [WEB]: deployment("erp:1") }, { "arcodange/erp/web.yaml": deployment("erp:1") });
    const moved = { verb: "move", from: WEB, path: "arcodange/erp/web.yaml", fields: [], why: ONLY_MOVES };
    expect(only(found)).toMatchObject(moved);
  });

  test("for an object of another Application, with what changed on the way", () => {
    const found = changes({ [WEB]: deployment("erp:1") }, { "arcodange/cms/web.yaml": deployment("erp:2") });
    expect(only(found)).toMatchObject({ verb: "move", from: WEB, unit: "cms", fields: [{ after: "erp:2" }] });
  });

  test("for the documents of a file that was split", () => {
    const both = `${toYaml(configMap("a"))}---\n${toYaml(configMap("b"))}`;
    const found = changes({ [CONFIG]: both }, { [CONFIG]: configMap("a"), "arcodange/erp/b.yaml": configMap("b") });
    expect(brief(found)).toEqual([`move ${CONFIG} > arcodange/erp/b.yaml`]);
  });

  test("for an object without namespace only if both Applications deploy it to the same one", () => {
    const service = { apiVersion: "v1", kind: "Service", metadata: { name: "web" }, spec: {} };
    const [from, to] = ["arcodange/erp/service-web.yaml", "arcodange/cms/service-web.yaml"];
    expect(brief(changes({ [from]: service }, { [to]: service }))).toEqual([`create ${to}`, `prune ${from}`]);
    const shared = { [CMS]: application("cms", { namespace: "erp" }) };
    expect(brief(changes({ ...shared, [from]: service }, { ...shared, [to]: service }))).toEqual([
      `move ${from} > ${to}`,
    ]);
  });

  test("for a cluster-scoped object, whatever the destinations", () => {
    const role = {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "a" },
      rules: [],
    };
    const found = changes({ "arcodange/erp/role.yaml": role }, { "arcodange/cms/role.yaml": role });
    expect(brief(found)).toEqual(["move arcodange/erp/role.yaml > arcodange/cms/role.yaml"]);
    expect(only(found).object).not.toHaveProperty("namespace");
  });

  test("for a plain file of the same bytes, and not if they differ", () => {
    const [from, to] = ["arcodange/hosts/pi1/etc/motd", "arcodange/hosts/pi2/etc/motd"];
    expect(brief(changes({ [from]: "hello" }, { [to]: "hello" }))).toEqual([`move ${from} > ${to}`]);
    expect(brief(changes({ [from]: "hello" }, { [to]: "hello!" }))).toEqual([`prune ${from}`, `create ${to}`]);
  });

  test("for an Application in another file, which still decides about its objects", () => {
    const moved = "arcodange/applications/erp.yaml";
    const before = tree({ [ROOT]: root(), [ERP]: application("erp", { prune: false }), [CONFIG]: configMap("erp") });
    const after = tree({ [ROOT]: root(), [moved]: application("erp", { prune: false }) });
    expect(brief(compare(before, after))).toEqual([`move ${ERP} > ${moved}`, `keep ${CONFIG}`]);
  });

  test("never from one cluster to another: that is another object", () => {
    const path = "rehearsal/erp/deployment-erp.yaml";
    const found = changes({ [WEB]: deployment("erp:1") }, { [path]: deployment("erp:1") });
    expect(brief(found)).toEqual([`prune ${WEB}`, `create ${path}`]);
  });
});

describe("compare() says prune", () => {
  test("for an object that left git under an Application that prunes", () => {
    const found = changes({ [CONFIG]: configMap("erp") }, {});
    expect(only(found)).toMatchObject({ verb: "prune", path: CONFIG, object: { name: "erp" } });
    expect(only(found)).not.toHaveProperty("why");
  });

  test("and create for another kind, group or name in the same file", () => {
    const found = changes({ [CONFIG]: configMap("erp") }, { [CONFIG]: { ...configMap("erp"), kind: "Secret" } });
    expect(brief(found)).toEqual([`prune ${CONFIG}`, `create ${CONFIG}`]);
    expect(brief(changes({ [CONFIG]: configMap("a") }, { [CONFIG]: configMap("b") }))).toHaveLength(2);
  });

  test("where the object's own option overrules its Application's", () => {
    const spared = { [ERP]: application("erp", { options: ["Prune=false"] }) };
    expect(brief(changes({ ...spared, [CONFIG]: configMap("erp", {}, "Prune=true") }, spared))).toEqual([
      `prune ${CONFIG}`,
    ]);
  });

  test("where only this change would spare it, which may come too late, and says so", () => {
    const found = changes({ [CONFIG]: configMap("erp") }, { [ERP]: application("erp", { prune: false }) });
    expect(found[1]).toMatchObject({ verb: "prune", path: CONFIG, why: expect.stringContaining("too late") });
  });

  test("where this change switches pruning on", () => {
    const off = { [ERP]: application("erp", { prune: false }) };
    expect(brief(changes({ ...off, [CONFIG]: configMap("erp") }, {}))).toEqual([`update ${ERP}`, `prune ${CONFIG}`]);
  });

  test("where no Application is known, and says that it guesses", () => {
    const found = changes({ "arcodange/unknown/x.yaml": configMap("x") }, {});
    expect(only(found)).toMatchObject({ verb: "prune", why: 'no Application of "unknown" says otherwise' });
  });

  test("for a document that left a file which stays", () => {
    const both = `${toYaml(configMap("a"))}---\n${toYaml(configMap("b"))}`;
    expect(only(changes({ [CONFIG]: both }, { [CONFIG]: configMap("a") }))).toMatchObject({
      verb: "prune",
      object: { name: "b" },
    });
  });

  test("for a file whose content was commented out", () => {
    const found = changes({ [CONFIG]: configMap("erp") }, { [CONFIG]: "# nothing left\n" });
    expect(only(found)).toMatchObject({ verb: "prune", object: { name: "erp" } });
  });
});

describe("compare() says keep", () => {
  test.each([
    ["it carries Prune=false", {}, "Prune=false"],
    ["it carries Prune=false", {}, "ServerSideApply=true, Prune=false,Delete=false"],
    ["it carries Prune=confirm, which waits until somebody confirms it", {}, "Prune=confirm"],
    ['Application "erp" does not prune by itself', { prune: false }, undefined],
    ['Application "erp" does not prune by itself', { enabled: false }, undefined],
    ['Application "erp" does not prune by itself', { prune: false }, "Prune=true"],
    ['Application "erp" says Prune=false', { options: ["Prune=false"] }, undefined],
  ] as [string, Sync, string | undefined][])("because %s", (why, sync, options) => {
    const apps = { [ERP]: application("erp", sync) };
    expect(only(changes({ ...apps, [CONFIG]: configMap("erp", {}, options) }, apps))).toMatchObject({
      verb: "keep",
      why,
    });
  });

  test("not because of Delete=false while the Application stays", () => {
    expect(brief(changes({ [CONFIG]: configMap("erp", {}, "Delete=false") }, {}))).toEqual([`prune ${CONFIG}`]);
  });

  test("by what the last version carried, which is what is in the cluster", () => {
    const found = changes({ [CONFIG]: configMap("a", {}, "Prune=false") }, { [CONFIG]: configMap("b") });
    expect(brief(found)).toEqual([`keep ${CONFIG}`, `create ${CONFIG}`]);
  });
});

describe("compare() of an Application that goes with its objects says", () => {
  const removed = (sync: Sync, object: unknown, rootSync: Sync = {}) => {
    const before = tree({ [ROOT]: root(rootSync), [ERP]: application("erp", sync), [CONFIG]: object });
    return compare(before, tree({ [ROOT]: root(rootSync) }));
  };

  test.each(["", "/foreground", "/background"])("prune with the cascade finalizer%s", suffix => {
    const found = removed({ finalizers: [`resources-finalizer.argocd.argoproj.io${suffix}`] }, configMap("erp"));
    expect(brief(found)).toEqual([`prune ${ERP}`, `prune ${CONFIG}`]);
    expect(found[1]?.why).toBe('Application "erp" goes, and takes its objects along');
  });

  test("orphan without it, or with a finalizer that means something else", () => {
    for (const finalizers of [[], ["post-delete-finalizer.argocd.argoproj.io"]]) {
      expect(brief(removed({ finalizers }, configMap("erp")))).toEqual([`prune ${ERP}`, `orphan ${CONFIG}`]);
    }
  });

  test("prune even for Prune=false, which guards against a sync only", () => {
    expect(brief(removed({}, configMap("erp", {}, "Prune=false")))).toEqual([`prune ${ERP}`, `prune ${CONFIG}`]);
  });

  test.each([
    ["it carries Delete=false", {}, configMap("erp", {}, "Delete=false")],
    ["it carries Delete=confirm, which waits until somebody confirms it", {}, configMap("erp", {}, "Delete=confirm")],
    ['Application "erp" says Delete=false', { options: ["Delete=false"] }, configMap("erp")],
    [
      'Application "erp" goes, and Argo CD then spares CRDs',
      {},
      { ...configMap("erp"), apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
    ],
  ])("keep because %s", (why, sync, object) => {
    expect(removed(sync, object)[1]).toMatchObject({ verb: "keep", path: CONFIG, why });
  });

  test("what a sync would do, if the Application itself stays in the cluster", () => {
    const annotations = { "argocd.argoproj.io/sync-options": "Prune=false" };
    expect(brief(removed({ annotations }, configMap("erp")))).toEqual([`keep ${ERP}`, `prune ${CONFIG}`]);
    expect(brief(removed({ prune: false }, configMap("erp"), { prune: false }))).toEqual([
      `keep ${ERP}`,
      `keep ${CONFIG}`,
    ]);
  });

  test("that the Application is orphaned, if the root goes without cascade", () => {
    const before = tree({ [ROOT]: root(), [ERP]: application("erp") });
    expect(brief(compare(before, new Map()))).toEqual([`orphan ${ERP}`, `prune ${ROOT}`]);
  });
});

describe("compare() reports as a file", () => {
  const broken = "a: b: c";

  test("what cannot be read as objects, with the reason", () => {
    expect(only(changes({}, { [CONFIG]: broken }))).toMatchObject({
      verb: "create",
      path: CONFIG,
      why: expect.stringMatching(/^cannot be read as objects: Nested mappings/),
    });
    expect(only(changes({ [CONFIG]: broken }, {}))).toMatchObject({ verb: "prune", path: CONFIG });
    expect(only(changes({ [CONFIG]: broken }, { [CONFIG]: `${broken}d` }))).toMatchObject({ verb: "update" });
  });

  test("what was or became unreadable: Argo CD then deletes nothing of it", () => {
    const found = only(changes({ [CONFIG]: configMap("erp") }, { [CONFIG]: broken }));
    expect(found).toMatchObject({ verb: "update", why: expect.stringMatching(/^cannot be read/) });
    expect(found).not.toHaveProperty("object");
    expect(only(changes({ [CONFIG]: broken }, { [CONFIG]: configMap("erp") }))).toMatchObject({
      verb: "update",
      why: expect.stringMatching(/^could not be read before/),
    });
  });

  test.each([
    "arcodange/hosts/pi1/var/lib/rancher/k3s/server/manifests/traefik.yaml",
    "arcodange/tofu/postgres.tfvars.json",
    "arcodange/guidebook/apps.md",
    "arcodange/erp/notes.md",
  ])("%s, even if it holds an object", path => {
    const found = only(changes({ [path]: configMap("a") }, { [path]: configMap("b") }));
    expect(found).toStrictEqual({ verb: "update", path, cluster: "arcodange", unit: path.split("/")[1], fields: [] });
  });

  test("a file without objects that came, went or changed", () => {
    const path = "arcodange/erp/empty.yaml";
    expect(brief(changes({}, { [path]: "" }))).toEqual([`create ${path}`]);
    expect(brief(changes({ [path]: "# a" }, {}))).toEqual([`prune ${path}`]);
    expect(only(changes({ [path]: "# a" }, { [path]: "# b" }))).toMatchObject({
      verb: "update",
      why: WRITTEN_DIFFERENTLY,
    });
  });

  test("a file of several objects of which none changed, though its bytes did", () => {
    const both = `${toYaml(configMap("a"))}---\n${toYaml(configMap("b"))}`;
    expect(only(changes({ [CONFIG]: both }, { [CONFIG]: `# hello\n${both}` }))).toMatchObject({
      verb: "update",
      why: WRITTEN_DIFFERENTLY,
    });
  });

  test("a file that lies in no folder", () => {
    expect(only(compare(tree({ x: "1" }), tree({ x: "2" })))).toMatchObject({ verb: "update", cluster: "", unit: "" });
  });
});

test("compare() takes the items of a List as objects of their own", () => {
  const list = (...items: unknown[]) => ({ apiVersion: "v1", kind: "List", items });
  const found = changes(
    { [CONFIG]: list(configMap("a"), configMap("b"), configMap("c")) },
    { [CONFIG]: list(configMap("c", { x: 1 }), configMap("a"), configMap("d")) },
  );
  expect(found.map(({ verb, object }) => `${verb} ${object?.name}`)).toEqual(["prune b", "update c", "create d"]);
});
