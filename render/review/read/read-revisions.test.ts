import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { situationOf } from "../situation-of.ts";
import { openParseCache } from "./parse-cache.ts";
import { type Comparison, readRevisions } from "./read-revisions.ts";
import type { Revision } from "./revision.ts";

let root: string;
let folder: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "revisions-")));
  folder = join(root, "lab");
  mkdirSync(folder);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function gitIn(place: string, ...words: string[]): string {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.net", "-c", "commit.gpgSign=false"];
  return execFileSync("git", [...author, "-c", "protocol.file.allow=always", ...words], {
    cwd: place,
    encoding: "utf8",
    stdio: "pipe",
  }).trim();
}
const git = (...words: string[]) => gitIn(folder, ...words);

function write(files: Readonly<Record<string, string | Buffer>>, place = folder): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
}

function commit(files: Readonly<Record<string, string | Buffer>>): string {
  git("init", "--quiet", "--initial-branch=main");
  write(files);
  git("add", "--all");
  git("commit", "--quiet", "--no-verify", "--allow-empty", "--message=test");
  return git("rev-parse", "HEAD");
}

const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: erp}
spec: {source: {repoURL: https://git.example.net/lab, path: erp}, destination: {namespace: erp}}
`;
const configMap = (value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {value: "${value}"}\n`;
const FILES = { "erp.yaml": application, "erp/a.yaml": configMap("1") };

const read = (comparison: Comparison) => readRevisions(comparison, openParseCache("lab", join(root, "cache")));
const changes = async (comparison: Comparison) => {
  const { before, after } = await read(comparison);
  return situationOf(before, after).situation.changes.map(({ change: { verb, path, fields } }) =>
    [verb, path, ...fields.map(({ path, after }) => `${path}=${String(after)}`)].join(" "),
  );
};
const paths = ({ files }: Revision) => [...files.keys()].sort();

describe("readRevisions() of two commits", () => {
  test("reads the commit from which they went apart, and the head", async () => {
    const first = commit(FILES);
    git("checkout", "--quiet", "-b", "change");
    const second = commit({ "erp/a.yaml": configMap("2") });
    git("checkout", "--quiet", "main");
    commit({ "erp/a.yaml": configMap("3"), "erp/b.yaml": configMap("3") });
    const { before, after } = await read({ folder, base: "main", head: "change" });
    expect([before.name, after.name]).toEqual(["main", "change"]);
    expect([first.startsWith(before.commit ?? "-"), second.startsWith(after.commit ?? "-")]).toEqual([true, true]);
    expect(await changes({ folder, base: "main", head: "change" })).toEqual(["update erp/a.yaml data.value=2"]);
  });

  test("finds the same with a cache and without, from any folder of the repository", async () => {
    commit(FILES);
    commit({
      "erp/a.yaml": configMap("9007199254740993"),
      "erp/c.json": `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"n":9007199254740993}`,
    });
    const comparison = { folder: join(folder, "erp"), base: "HEAD~1", head: "HEAD" };
    const cold = await read(comparison);
    expect(await read(comparison)).toEqual(cold);
    expect(cold.after.files.get("erp/c.json")?.manifest?.objects[0]?.n).toBe(9007199254740993n);
    expect(cold.before.files.get("erp.yaml")?.manifest).toBe(cold.after.files.get("erp.yaml")?.manifest);
  });

  test("reads one content in two ways, where names say so", async () => {
    const json = JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } });
    commit({ "a.json": `${json}\n---\n${json}`, "a.yaml": `${json}\n---\n${json}` });
    const { after } = await read({ folder, base: "HEAD", head: "HEAD" });
    expect(["a.json", "a.yaml"].map(path => after.files.get(path)?.manifest?.objects.length)).toEqual([0, 2]);
  });

  test("knows paths with blanks, quotes, line feeds, letters of any alphabet, and what looks like an option", async () => {
    const odd = ["a b", 'a"b\\c', "a\tb", "a\nb", "東京/é", "-rf", "$(touch x)", ":(top)x"].map(
      name => `erp/${name}.yaml`,
    );
    commit(FILES);
    commit(Object.fromEntries(odd.map(path => [path, configMap("1")])));
    const { before, after } = await read({ folder, base: "HEAD~1", head: "HEAD" });
    expect(paths(after).filter(path => !before.files.has(path))).toEqual(odd.sort());
    expect(odd.map(path => after.files.get(path)?.manifest?.objects.length)).toEqual(odd.map(() => 1));
  });

  test("narrows to a folder, with paths from the root of the repository", async () => {
    commit({ ...FILES, "erp-other/a.yaml": "a: 1", "x[y]/a.yaml": "a: 1" });
    const below = async (tree: string) => paths((await read({ folder, base: "HEAD", head: "HEAD", tree })).after);
    expect(await below("erp")).toEqual(["erp/a.yaml"]);
    expect(await below("./erp/")).toEqual(["erp/a.yaml"]);
    expect(await below("x[y]")).toEqual(["x[y]/a.yaml"]);
    await expect(below("ghost")).rejects.toThrow('Cannot read folder "ghost": neither revision has it');
    await expect(below("../erp")).rejects.toThrow('Cannot read folder "../erp": it is outside of the repository');
  });

  test("survives large and binary files, and reads no manifest above 10 MiB", async () => {
    const large = Buffer.alloc(11_000_000, "# large\n");
    commit({
      ...FILES,
      "erp/large.yaml": large,
      "picture.bin": Buffer.alloc(1_000_000, 0),
      "erp/binary.yaml": Buffer.from([0, 1, 255]),
    });
    const { before, after } = await read({ folder, base: "HEAD", head: "HEAD" });
    expect(situationOf(before, after).troubles.map(({ path, what }) => `${path}: ${what}`)).toEqual([
      'erp/binary.yaml: is no text of UTF-8: nothing of Application "erp" is synced',
      'erp/large.yaml: is larger than 10 MiB (11000000 bytes), and is not read: nothing of Application "erp" is synced',
    ]);
  });

  test("knows links and submodules, and follows neither", async () => {
    const other = join(root, "other");
    mkdirSync(other);
    gitIn(other, "init", "--quiet");
    gitIn(other, "commit", "--quiet", "--allow-empty", "--message=x");
    commit(FILES);
    symlinkSync("/etc/passwd", join(folder, "erp/link.yaml"));
    git("submodule", "--quiet", "add", other, "module");
    commit({});
    const { after } = await read({ folder, base: "HEAD~1", head: "HEAD" });
    expect(["erp/link.yaml", "module"].map(path => after.files.get(path)?.kind)).toEqual([
      "symbolic link",
      "submodule",
    ]);
    expect(after.files.get("erp/link.yaml")?.manifest).toBeUndefined();
    expect(paths((await read({ folder, base: "HEAD~1" })).after)).toEqual(paths(after));
  });

  test("reads variables of stacks that differ", async () => {
    const home = { "home/applications/root.yaml": application.replace("path: erp", "path: home/applications") };
    commit({ ...home, "home/tofu/vault.tfvars.json": '{"apps":{"erp":1}}' });
    commit({ "home/tofu/vault.tfvars.json": '{"apps":{"erp":2}}' });
    expect(await changes({ folder, base: "HEAD~1", head: "HEAD" })).toEqual([
      "update home/tofu/vault.tfvars.json apps.erp=2",
    ]);
    write({ "home/tofu/vault.tfvars.json": '{"apps":{"erp":3}}' });
    expect(await changes({ folder, base: "HEAD" })).toEqual(["update home/tofu/vault.tfvars.json apps.erp=3"]);
  });

  test("works in a bare repository, and in one of SHA-256", async () => {
    commit(FILES);
    commit({ "erp/a.yaml": configMap("2") });
    const bare = join(root, "bare.git");
    gitIn(root, "clone", "--quiet", "--bare", folder, bare);
    expect(await changes({ folder: bare, base: "HEAD~1", head: "HEAD" })).toEqual(["update erp/a.yaml data.value=2"]);
    await expect(read({ folder: bare, base: "HEAD" })).rejects.toThrow("it is a bare repository, name a head");
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    git("init", "--quiet", "--object-format=sha256", "--initial-branch=main");
    commit(FILES);
    write({ "erp/a.yaml": configMap("2") });
    expect(await changes({ folder, base: "HEAD" })).toEqual(["update erp/a.yaml data.value=2"]);
  });

  test("reads what commits name, not what git replace puts in its place", async () => {
    commit(FILES);
    commit({ "erp/a.yaml": configMap("2") });
    const blob = (revision: string) => git("rev-parse", `${revision}:erp/a.yaml`);
    git("replace", blob("HEAD"), blob("HEAD~1"));
    expect(await changes({ folder, base: "HEAD~1", head: "HEAD" })).toEqual(["update erp/a.yaml data.value=2"]);
  });

  test("knows where the repository was cloned from", async () => {
    commit(FILES);
    git("remote", "add", "origin", "https://git.example.net/lab");
    expect((await read({ folder, base: "HEAD", head: "HEAD" })).after.origin).toBe("https://git.example.net/lab");
  });
});

describe("readRevisions() of the working tree", () => {
  test("reads what is changed, new or gone, staged or not, and not what git ignores", async () => {
    commit({
      ...FILES,
      ".gitignore": "ignored.yaml\n",
      "erp/gone.yaml": configMap("x").replace("name: a", "name: gone"),
      "erp/staged.yaml": configMap("y").replace("name: a", "name: staged"),
    });
    write({
      "erp/a.yaml": configMap("2"),
      "erp/new folder/b.yaml": configMap("3"),
      "erp/ignored.yaml": configMap("4"),
    });
    write({ "erp/staged.yaml": configMap("z").replace("name: a", "name: staged") });
    git("add", "erp/staged.yaml");
    rmSync(join(folder, "erp/gone.yaml"));
    const { after } = await read({ folder, base: "HEAD" });
    expect(after.name).toBe("working tree");
    expect(paths(after)).toEqual([".gitignore", "erp.yaml", "erp/a.yaml", "erp/new folder/b.yaml", "erp/staged.yaml"]);
    expect(await changes({ folder, base: "HEAD" })).toEqual([
      "update erp/a.yaml data.value=2",
      "keep erp/gone.yaml",
      "create erp/new folder/b.yaml",
      "update erp/staged.yaml data.value=z",
    ]);
  });

  test("runs nothing that the repository and its settings name", async () => {
    commit({ ...FILES, ".gitattributes": "*.yaml filter=a=b\n" });
    const trap = join(root, "trap");
    const settings = ["filter.a=b.clean", "filter.a=b.process", "core.fsmonitor", "core.alternateRefsCommand"];
    for (const name of settings) git("config", name, `touch ${trap}; cat`);
    git("config", "filter.a=b.required", "true");
    for (const hook of ["post-index-change", "fsmonitor-watchman"]) {
      writeFileSync(join(folder, ".git/hooks", hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
    }
    rmSync(trap, { force: true }); // git config itself asks the monitor
    write({ "erp/a.yaml": configMap("2"), "erp/b.yaml": configMap("3").replace("name: a", "name: b") });
    expect(await changes({ folder, base: "HEAD" })).toEqual(["update erp/a.yaml data.value=2", "create erp/b.yaml"]);
    expect(existsSync(trap)).toBe(false);
  });

  test("finds nothing where nothing changed but stamps, even with autocrlf", async () => {
    commit(FILES);
    git("config", "core.autocrlf", "true");
    rmSync(join(folder, "erp/a.yaml"));
    git("checkout", "--quiet", "erp/a.yaml");
    const { before, after } = await read({ folder, base: "HEAD" });
    expect([...after.files]).toEqual([...before.files]);
  });

  test("survives a large file that git does not know yet", async () => {
    commit(FILES);
    write({ "erp/b.yaml": "" });
    truncateSync(join(folder, "erp/b.yaml"), 50_000_000);
    const { before, after } = await read({ folder, base: "HEAD" });
    expect(situationOf(before, after).troubles).toMatchObject([{ path: "erp/b.yaml", side: "after" }]);
  });
});

describe("readRevisions() of two folders", () => {
  test("needs no git, and reads everything but .git", async () => {
    write(FILES, join(root, "before"));
    write(
      { ...FILES, "erp/a.yaml": configMap("2"), ".git/x.yaml": "a: 1", "erp/line\nfeed.yaml": "" },
      join(root, "after"),
    );
    symlinkSync("nowhere", join(root, "after/erp/link.yaml"));
    const comparison = { before: join(root, "before"), after: join(root, "after") };
    const { after } = await read(comparison);
    expect(paths(after)).toEqual(["erp.yaml", "erp/a.yaml", "erp/line\nfeed.yaml", "erp/link.yaml"]);
    expect(await changes(comparison)).toContain("update erp/a.yaml data.value=2");
    expect(await changes({ ...comparison, tree: "erp" })).toContain("update erp/a.yaml data.value=2");
  });

  test("says which of them is none", async () => {
    write({ file: "" }, root);
    await expect(read({ before: join(root, "ghost"), after: root })).rejects.toThrow(
      `Cannot read "${root}/ghost": there is no such folder, name a folder or a revision`,
    );
    await expect(read({ before: root, after: join(root, "file") })).rejects.toThrow(
      `Cannot read "${root}/file": it is no folder`,
    );
  });
});

describe("readRevisions() says what to do about", () => {
  test("revisions that are not there, both at once, also those that look like options", async () => {
    commit(FILES);
    await expect(read({ folder, base: "ghost", head: "--help" })).rejects.toThrow(
      [
        'Cannot read revision "ghost": there is no such commit here, name one that git log shows, or fetch it',
        'Cannot read revision "--help": there is no such commit here, name one that git log shows, or fetch it',
      ].join("\n"),
    );
  });

  test("a shallow clone", async () => {
    commit(FILES);
    git("branch", "old");
    commit({ "erp/a.yaml": configMap("2") });
    git("checkout", "--quiet", "-b", "change", "old");
    commit({ "erp/a.yaml": configMap("3") });
    const clone = join(root, "clone");
    gitIn(root, "clone", "--quiet", "--depth=1", "--no-single-branch", `file://${folder}`, clone);
    const advice = "this clone is shallow, fetch the rest with git fetch --unshallow (in a workflow: fetch-depth: 0)";
    await expect(read({ folder: clone, base: "origin/main", head: "origin/change" })).rejects.toThrow(
      `Cannot compare "origin/main" with "origin/change": ${advice}`,
    );
    await expect(read({ folder: clone, base: "HEAD~1", head: "HEAD" })).rejects.toThrow(
      `Cannot read revision "HEAD~1": there is no such commit here, ${advice}`,
    );
  });

  test("revisions that have nothing in common", async () => {
    commit(FILES);
    git("checkout", "--quiet", "--orphan", "other");
    commit({ "erp/a.yaml": configMap("2") });
    await expect(read({ folder, base: "main", head: "other" })).rejects.toThrow(
      'Cannot compare "main" with "other": they have no commit in common, name a base that "other" was branched from',
    );
  });

  test("a repository without a commit, and a folder that is none", async () => {
    await expect(read({ folder, base: "main" })).rejects.toThrow(
      `Cannot read "${folder}": this folder is no git repository, clone it or run git init`,
    );
    git("init", "--quiet");
    await expect(read({ folder, base: "main" })).rejects.toThrow(
      'Cannot read revision "main": there is no such commit here',
    );
    await expect(read({ folder: join(root, "ghost"), base: "main" })).rejects.toThrow("there is no such folder");
  });

  test("a name on disk that is no UTF-8, unless it is gone", async () => {
    commit({ ...FILES, "erp/gone.yaml": configMap("1") });
    const odd = (name: string) => Buffer.concat([Buffer.from(`${folder}/erp/`), Buffer.from(name, "latin1")]);
    writeFileSync(odd("tracked\xff.yaml"), "a: 1");
    git("add", "--all");
    git("commit", "--quiet", "--message=odd");
    expect(await changes({ folder, base: "HEAD" })).toEqual([]);
    writeFileSync(odd("new\xff.yaml"), "a: 1");
    const why = `Cannot read "${folder}/erp/new\uFFFD.yaml": its name is no UTF-8, rename it and run the command again`;
    await expect(read({ folder, base: "HEAD" })).rejects.toThrow(why);
    await expect(read({ before: folder, after: folder })).rejects.toThrow(why);
    rmSync(odd("new\xff.yaml"));
    rmSync(odd("tracked\xff.yaml"));
    expect((await read({ folder, base: "HEAD" })).after.files.has("erp/tracked\uFFFD.yaml")).toBe(false);
  });

  test("a blob that a partial clone lacks, without fetching it", async () => {
    commit(FILES);
    commit({ "erp/a.yaml": configMap("2") });
    rmSync(join(folder, ".git/objects", git("rev-parse", "HEAD~1:erp/a.yaml").replace(/^../, "$&/")));
    await expect(read({ folder, base: "HEAD~1", head: "HEAD" })).rejects.toThrow("is not in this clone");
  });

  test("a machine without git", async () => {
    commit(FILES);
    const path = process.env.PATH;
    process.env.PATH = root;
    try {
      await expect(read({ folder, base: "HEAD" })).rejects.toThrow(
        "git is not installed, install it; two folders can be compared without git",
      );
    } finally {
      process.env.PATH = path;
    }
  });
});
