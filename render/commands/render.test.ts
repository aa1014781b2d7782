import { existsSync, mkdirSync, renameSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { renderedFolder } from "../repository.ts";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";
import { isManifest } from "../tree/compare-side.ts";
import { readTree } from "../tree/read.ts";
import { isGuidebook } from "../tree/unit-paths.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
  copy.commit();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

const DEPLOYMENT = "rendered/arcodange/webapp/deployment-webapp.yaml";

/** One edit of the declaration that changes webapp, on both clusters, and nothing else. */
function editWebapp(): void {
  copy.edit("apps/webapp.ts", "Size.mebibytes(128)", "Size.mebibytes(160)");
}

describe("lab render", { timeout: PATIENCE }, () => {
  test("writes what an edit changes, shows it field by field against the commit, and leaves the rest untouched", () => {
    const before = copy.stamps();
    editWebapp();
    const { status, stdout, stderr } = copy.lab("render");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(copy.read(DEPLOYMENT)).toContain("160Mi");
    const touched = [...copy.stamps()].filter(([path, stamp]) => before.get(path) !== stamp).map(([path]) => path);
    expect(touched.filter(path => !isGuidebook(path))).toEqual([
      "arcodange/webapp/deployment-webapp.yaml",
      "rehearsal/webapp/deployment-webapp.yaml",
    ]);
    expect(touched).toContain("arcodange/guidebook/capacity.md"); // its numbers follow
    const others = before.size - touched.length;
    expect(stdout).toContain(`Wrote ${touched.length} files, removed 0, left ${others} as they were`);
    expect(stdout).toContain(
      `Against commit ${copy.git("rev-parse", "--short", "HEAD")}: 2 update\narcodange/webapp\n`,
    );
    expect(stdout).toMatch(/update\s+Deployment\/webapp\n\s+spec\.template\S+memory: 128Mi → 160Mi/);
  });

  test("says for each cluster how many Applications and objects there are", () => {
    const { stdout } = copy.lab("render");
    for (const cluster of ["arcodange", "rehearsal"]) {
      const files = [...copy.rendered().keys()].filter(path => path.startsWith(`${cluster}/`) && isManifest(path));
      const applications = files.filter(path => path.includes("/applications/application-"));
      expect(stdout).toMatch(new RegExp(`${cluster} +${applications.length} Applications +${files.length} objects`));
    }
  });

  test("touches no file the second time, whether or not it remembers the first", () => {
    const before = copy.stamps();
    expect(copy.lab("render").stdout).toContain(`Wrote 0 files, removed 0, left ${before.size} as they were`);
    copy.remove("node_modules/.cache/lab");
    expect(copy.lab("render").stdout).toContain(`Wrote 0 files, removed 0, left ${before.size} as they were`);
    expect(copy.stamps()).toEqual(before);
  });

  test("mends what was edited, emptied, cut or deleted by hand and removes what is stale, though it remembers a good tree", () => {
    const good = copy.rendered();
    copy.edit(DEPLOYMENT, "replicas: 1", "replicas: 7");
    copy.write("rendered/arcodange/erp/service-erp.yaml", "");
    copy.write(
      "rendered/arcodange/cms/service-cms.yaml",
      copy.read("rendered/arcodange/cms/service-cms.yaml").slice(9),
    );
    copy.remove("rendered/arcodange/erp/namespace-erp.yaml");
    copy.write("rendered/arcodange/gone/configmap-gone.yaml", "kind: ConfigMap\n");
    expect(copy.lab("render").stdout).toContain("Wrote 4 files, removed 1,");
    expect(copy.rendered()).toEqual(good);
    expect(existsSync(copy.path("rendered/arcodange/gone"))).toBe(false);
  });

  test("writes only the cluster, and only the units, that are named", () => {
    const changed = () =>
      copy
        .git("status", "--short", "--", "rendered")
        .split("\n")
        .map(line => line.trim().split(" ").at(-1));
    editWebapp();
    copy.edit("apps/erp.ts", "Size.mebibytes(512)", "Size.mebibytes(500)");
    expect(copy.lab("render", "erp-sandbox", "--cluster", "arcodange").status).toBe(0);
    expect(changed()).toEqual(["rendered/arcodange/erp-sandbox/deployment-erp.yaml"]);
    expect(copy.lab("render", "erp", "erp-sandbox").status).toBe(0);
    expect(changed()).toEqual([
      "rendered/arcodange/erp-sandbox/deployment-erp.yaml",
      "rendered/arcodange/erp/deployment-erp.yaml",
      "rendered/rehearsal/erp/deployment-erp.yaml",
    ]);
    expect(copy.lab("render", "--cluster", "rehearsal").status).toBe(0);
    expect(changed()).toContain("rendered/rehearsal/webapp/deployment-webapp.yaml");
    expect(changed()).not.toContain(DEPLOYMENT);
    expect(copy.lab("drift").stdout).toMatch(/^edited {3}rendered\/arcodange\/webapp\/deployment-webapp\.yaml$/m);
  });

  test("refuses unknown clusters and units together, suggests the nearest, and writes nothing", () => {
    editWebapp();
    const before = copy.stamps();
    const { status, stdout, stderr } = copy.lab("render", "webap", "erp-sandbix", "--cluster", "arcodnge");
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toEqual([
      'Cannot find cluster "arcodnge": did you mean "arcodange"?',
      'Cannot find unit "webap": did you mean "webapp"?',
      'Cannot find unit "erp-sandbix": did you mean "erp-sandbox"?',
    ]);
    expect(copy.stamps()).toEqual(before);
  });

  test("--json prints clusters, written and removed files, what differs from the commit, and findings", () => {
    editWebapp();
    copy.write("rendered/arcodange/webapp/configmap-old.yaml", "kind: ConfigMap\n");
    const result = JSON.parse(copy.lab("render", "--json").stdout);
    expect(result.clusters.map(({ name }: { name: string }) => name)).toEqual(["arcodange", "rehearsal"]);
    expect(result.clusters[0].objects).toBeGreaterThan(result.clusters[0].applications);
    expect(result.written.filter((path: string) => !isGuidebook(path))).toEqual([
      "arcodange/webapp/deployment-webapp.yaml",
      "rehearsal/webapp/deployment-webapp.yaml",
    ]);
    expect(result.removed).toEqual(["arcodange/webapp/configmap-old.yaml"]);
    expect(result.since.commit).toBe(copy.git("rev-parse", "--short", "HEAD"));
    const deployed = result.since.changes.filter(({ path }: { path: string }) => !isGuidebook(path));
    expect(deployed).toHaveLength(2);
    expect(result.findings.every(({ level }: { level: string }) => level === "note")).toBe(true);
  });

  test("--json prints the findings where nothing can be written", () => {
    copy.edit("apps/erp.ts", '"sandbox"', '"sandbx"');
    const { status, stdout } = copy.lab("render", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings).toContainEqual(
      expect.objectContaining({ level: "error", unit: "erp", field: "environments", file: "apps/erp.ts" }),
    );
  });

  test("works where git is not installed, and says that there is no commit", () => {
    editWebapp();
    mkdirSync(copy.path("no-programs"));
    const { status, stdout, stderr } = copy.labUnder({ env: { PATH: copy.path("no-programs") } }, "render");
    copy.remove("no-programs");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("There is no commit to compare with");
    expect(copy.read(DEPLOYMENT)).toContain("160Mi");
  });

  test("works outside a git repository and in one without any commit, and says so", () => {
    renameSync(copy.path(".git"), copy.path(".git-aside"));
    try {
      editWebapp();
      const outside = copy.lab("render");
      copy.git("init", "--quiet");
      const unborn = copy.lab("render");
      for (const { status, stdout, stderr } of [outside, unborn]) {
        expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
        expect(stdout).toContain("There is no commit to compare with");
      }
      expect(copy.read(DEPLOYMENT)).toContain("160Mi");
    } finally {
      copy.remove(".git");
      renameSync(copy.path(".git-aside"), copy.path(".git"));
    }
  });
});

describe("lab render of a broken lab", { timeout: PATIENCE }, () => {
  /** What the command says, after it was seen to fail and to leave every file alone. */
  function report(): string {
    copy.remove("rendered/arcodange/webapp/service-webapp.yaml"); // so that there is something to write
    const before = copy.stamps();
    const { status, stdout, stderr } = copy.lab("render");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout.trim().split("\n").at(-1)).toBe("Nothing was written.");
    expect(copy.stamps()).toEqual(before);
    return stdout;
  }

  test("reports apps that throw, illegal names, unknown environments, missing facts, contested hosts and cyclic needs at once", () => {
    addApp("Web_Shop", copy.read("apps/webapp.ts").replaceAll("webapp", "Web_Shop"));
    addApp("blog", copy.read("apps/cms.ts").replace('name: "cms"', 'name: "blog"').replaceAll("cms", "blog"));
    copy.edit(
      "apps/webapp.ts",
      "new WebApp(chart",
      '((): never => { throw new Error("no port") })() ?? new WebApp(chart',
    );
    copy.edit("apps/erp.ts", '"sandbox"', '"sandbx"');
    copy.edit("clusters/rehearsal/index.ts", 'defaultClass: "longhorn-replicated"', 'defaultClass: "longhorn-fast"');
    copy.edit("platform/components/longhorn/index.ts", 'name: "longhorn",', 'name: "longhorn",\n  needs: ["traefik"],');
    copy.edit("platform/components/traefik/index.ts", 'name: "traefik",', 'name: "traefik",\n  needs: ["longhorn"],');
    const text = report();
    expect(text).toMatch(/arcodange\/webapp: it throws "no port", line \d+, .* in apps\/webapp\.ts \(build\)/);
    expect(text).toMatch(/"Web_Shop" is not kebab-case, .* in apps\/Web_Shop\.ts \(names\)/);
    expect(text).toMatch(
      /no cluster has an environment "sandbx", write "sandbox", .* in apps\/erp\.ts \(environments\)/,
    );
    expect(text).toMatch(/rehearsal, storage\.defaultClass: .*"longhorn-fast", .* in clusters\/rehearsal\/index\.ts/);
    expect(text).toMatch(/"www\.arcodange\.fr" is routed by .* \(apps\/(cms|blog)\.ts\).* \(hosts-unique\)/);
    expect(text).toMatch(/"longhorn" \(\S+\) needs "traefik" \(\S+\) needs "longhorn", so none .*\(cold-start\)/);
  });

  /** Declares one more app, by the text of its file, which exports a constant of that name. */
  function addApp(name: string, text: string): void {
    copy.write(`apps/${name}.ts`, text);
    copy.write(
      "apps/index.ts",
      `import { ${name} } from "./${name}.ts";\n${copy.read("apps/index.ts").replace("= [", `= [${name}, `)}`,
    );
  }

  test("names field and file of a fact that is missing altogether, though nothing can be built without it", () => {
    copy.write("clusters/rehearsal/index.ts", copy.read("clusters/rehearsal/index.ts").replace(/ {2}gitea: .*\n/, ""));
    copy.edit("clusters/arcodange/index.ts", 'defaultClass: "longhorn-replicated"', 'defaultClass: "longhorn-fast"');
    const text = report();
    expect(text).toMatch(/rehearsal, gitea: .* in clusters\/rehearsal\/index\.ts/);
    expect(text).toMatch(/arcodange, storage\.defaultClass: .* in clusters\/arcodange\/index\.ts/);
    expect(text).not.toContain("platform/naming.ts");
  });

  test.each([
    ["a syntax error", "database: true,", "database: : true,", "10"],
    ["TypeScript that cannot be stripped", "/** The sample", "enum Size2 { a }\n/** The sample", "5"],
    ["a name declared twice", 'import { Size } from "cdk8s";', 'import { Size } from "cdk8s";\n'.repeat(2), "2"],
    ["a name that does not exist", "database: true,", "database: tru,", "10"],
  ])("gives file and line of %s in an app file", (_, from, to, line) => {
    copy.edit("apps/webapp.ts", from, to);
    expect(report()).toMatch(new RegExp(`^error {2}Cannot accept apps/webapp\\.ts:${line}: .* in apps/webapp\\.ts`));
  });

  test("names the file that imports a module which is not there", () => {
    copy.edit("apps/webapp.ts", "../platform/app.ts", "../platform/ap.ts");
    const text = report();
    expect(text).toMatch(/^error {2}Cannot accept apps\/webapp\.ts:.* in apps\/webapp\.ts/);
    expect(text).toContain("platform/ap.ts");
  });
});

describe("lab render elsewhere", { timeout: PATIENCE }, () => {
  /** Every variable that cdk8s reads, and a place, language and clock where mistakes show. */
  const strange = () => ({
    TZ: "Asia/Kathmandu",
    LANG: "tr_TR.UTF-8",
    LC_ALL: "tr_TR.UTF-8",
    CDK8S_DISABLE_SORT: "1",
    CDK8S_LEGACY_HASH: "1",
    CDK8S_OUTDIR: copy.path("cdk8s-out"),
    CDK8S_RECORD_CONSTRUCT_METADATA: "1",
  });

  test("gives the committed bytes in another folder, time zone and language, whatever cdk8s variables are set", () => {
    copy.remove("rendered");
    copy.remove("node_modules/.cache");
    expect(copy.labUnder({ env: strange() }, "render").status).toBe(0);
    expect(copy.rendered()).toEqual(readTree(renderedFolder));
    expect(copy.git("status", "--short"), "files that do not belong there").not.toContain("?? ");
  });
});
