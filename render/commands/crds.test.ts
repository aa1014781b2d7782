import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { argocd } from "../../platform/components/argocd/index.ts";
import { sampleFiles } from "../crds/sample-release.ts";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;
let remote: string;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(() => {
  copy.reset();
  for (const name of ["cache", "mirror", "crds.git"]) copy.remove(name);
  remote = copy.path("crds.git");
  git("init", "--quiet", "--bare", remote);
  writeMirror();
});
afterAll(() => copy.dispose());

/** In the repository that is pushed to. */
function git(...words: string[]): string {
  return execFileSync("git", words, { cwd: copy.folder, encoding: "utf8", stdio: "pipe" }).trim();
}

/** Some CRD in place of each file of Argo CD's. */
function writeMirror(): void {
  const { mirror, files } = argocd.definitions ?? { mirror: "", files: [] };
  mkdirSync(copy.path(join("mirror", mirror)), { recursive: true });
  for (const name of files) writeFileSync(copy.path(join("mirror", mirror, name)), sampleFiles.get("disks.yaml") ?? "");
}

function lab(...words: string[]) {
  return copy.labUnder({ env: { XDG_CACHE_HOME: copy.path("cache") } }, "crds", ...words);
}
const pull = () => lab("pull", "argocd", "--from", copy.path("mirror"));
const push = (...words: string[]) => lab("push", "argocd", "--to", remote, ...words);

describe("lab crds", { timeout: PATIENCE }, () => {
  test("pull refuses what is not trusted, ends with 2, and push then says to pull", () => {
    const pulled = pull();
    expect(pulled.status).toBe(2);
    expect(pulled.stdout).toBe("refused  argocd  v3.5.1  3 files\n");
    expect(pulled.stderr.match(/^Cannot trust .* of argocd v3\.5\.1: /gm)).toHaveLength(3);
    const pushed = push();
    expect({ status: pushed.status, stdout: pushed.stdout }).toEqual({ status: 2, stdout: "" });
    expect(pushed.stderr).toContain('run "lab crds pull argocd"');
  });

  test("pull prints for a new version what makes it trusted, and with that it comes to the tag of its Application", () => {
    copy.edit("clusters/arcodange/versions.ts", '"v3.5.1"', '"v3.5.2"');
    const { status, stderr } = pull();
    expect(status).toBe(2);
    expect(stderr).toContain("Cannot trust argocd v3.5.2: platform/components/argocd/definitions.ts");
    const lines = stderr.slice(stderr.indexOf('    "v3.5.2"'));
    copy.edit("platform/components/argocd/definitions.ts", "digests: {\n", `digests: {\n${lines}`);
    expect(pull()).toEqual({ status: 0, stdout: "pulled  argocd  v3.5.2  3 files\n", stderr: "" });
    expect(push("--dry-run").stdout).toBe("would push  argocd-v3.5.2  3 files\n");
    expect(git("--git-dir", remote, "tag")).toBe("");
    expect(push()).toEqual({ status: 0, stdout: "pushed  argocd-v3.5.2  3 files\n", stderr: "" });
    expect(push().stdout).toBe("unchanged  argocd-v3.5.2  3 files\n");
    expect(copy.lab("render").status).toBe(0);
    const application = copy.read("rendered/arcodange/applications/application-argocd-crds.yaml");
    const [, tag = "", path = ""] = /targetRevision: (.+)\n {4}path: (.+)\n/.exec(application) ?? [];
    expect(git("--git-dir", remote, "ls-tree", "--name-only", `${tag}:${path}`).split("\n")).toHaveLength(3);
  });

  test("pull brings Kubernetes' own kinds too, and trusts them by a digest of its own", () => {
    mkdirSync(copy.path("mirror/kubernetes-schemas/v1.36.0"), { recursive: true });
    writeFileSync(copy.path("mirror/kubernetes-schemas/v1.36.0/_definitions.json"), "{}");
    const { status, stdout, stderr } = lab("pull", "kubernetes", "--from", copy.path("mirror"));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "refused  kubernetes  v1.36.0  1 file\n" });
    expect(stderr).toContain("Cannot trust _definitions.json of kubernetes v1.36.0: ");
    expect(stderr).toContain("render/crds/kubernetes.ts expects a9e98cdc");
  });

  test.each([
    ["pull", ["[component...]", "--from <place>"]],
    ["push", ["[component...]", "--cluster <name>", "--to <url>", "--dry-run"]],
  ])("%s tells how it is used", (name, words) => {
    const { status, stdout } = lab(name, "--help");
    expect({ status, missing: words.filter(word => !stdout.includes(word)) }).toEqual({ status: 0, missing: [] });
  });

  test.each([
    [["pull", "foundation"], "Cannot find component with CRDs"],
    [["push", "--cluster", "rehersal"], 'Cannot find cluster "rehersal": did you mean "rehearsal"?'],
    [["push", "argocd", "--force"], "unknown option '--force'"],
  ])("%s ends with 2 and says why", (words, message) => {
    const { status, stderr } = lab(...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
