import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defaultBase, listingOf, treeAt } from "./committed-tree.ts";

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "git-test-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...words: string[]): string {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.net", "-c", "commit.gpgSign=false"];
  return execFileSync("git", [...author, ...words], { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Makes the folder a repository, if it is none yet, and commits all that lies in it. */
function commit(files: Readonly<Record<string, string>>, ...initOptions: string[]): string {
  git("init", "--quiet", "--initial-branch=main", ...initOptions);
  write(files);
  git("add", "--all");
  git("commit", "--quiet", "--no-verify", "--message=test");
  return git("rev-parse", "HEAD");
}

const committed = {
  "rendered/home/erp/deployment-erp.yaml": "replicas: 1\n",
  "rendered/home/erp/service-erp.yaml": "port: 80\n",
  "apps/erp.ts": "not rendered\n",
};
const expected = new Map([
  ["home/erp/deployment-erp.yaml", "replicas: 1\n"],
  ["home/erp/service-erp.yaml", "port: 80\n"],
]);

describe("treeAt()", () => {
  test("is rendered/ as the commit has it, and the commit, in short", async () => {
    const id = commit(committed);
    const { commit: short, tree } = await treeAt(folder, "HEAD", new Map());
    expect(tree).toEqual(expected);
    expect(id.startsWith(short)).toBe(true);
  });

  test.each([
    ["the same", expected],
    ["changed", new Map([...expected, ["home/erp/service-erp.yaml", "port: 81\n"]])],
    ["removed", new Map([["home/erp/service-erp.yaml", "port: 80\n"]])],
    ["new", new Map([...expected, ["home/cms/service-cms.yaml", "port: 80\n"]])],
    [
      "changed in one byte of many, to the same length",
      new Map([...expected, ["home/erp/service-erp.yaml", "port: 90\n"]]),
    ],
  ])("does not depend on the present tree, where files are %s", async (_, present) => {
    commit(committed);
    expect((await treeAt(folder, "HEAD", present)).tree).toEqual(expected);
  });

  test("is that of the revision, not of the folder or a later commit", async () => {
    const first = commit(committed);
    commit({ "rendered/home/erp/service-erp.yaml": "port: 81\n" });
    write({ "rendered/home/erp/service-erp.yaml": "port: 82\n" });
    const port = async (revision: string) =>
      (await treeAt(folder, revision, new Map())).tree.get("home/erp/service-erp.yaml");
    expect([await port(first), await port("HEAD~1"), await port("main")]).toEqual([
      "port: 80\n",
      "port: 80\n",
      "port: 81\n",
    ]);
  });

  test.each([
    ["blanks", "home/a b/c d.yaml"],
    ["letters beyond ASCII", "home/é/ü-東京.yaml"],
    ["quotes and backslashes", 'home/a"b/c\\d.yaml'],
    ["tabs", "home/a\tb/c\td.yaml"],
  ])("has paths with %s as they are", async (_, path) => {
    commit({ [`rendered/${path}`]: "a: 1\n" });
    expect((await treeAt(folder, "HEAD", new Map())).tree).toEqual(new Map([[path, "a: 1\n"]]));
  });

  test.each([
    ["CRLF", "a: 1\r\nb: 2\r\n"],
    ["no end of line", "a: 1"],
    ["nothing", ""],
    ["letters of several bytes", "a: é東🙂\n"],
    ["a megabyte", `${"a: 1\n".repeat(200_000)}`],
  ])("has contents with %s byte for byte, read or known", async (_, text) => {
    commit({ "rendered/home/a.yaml": text, "rendered/home/b.yaml": "b: 1\n" });
    const tree = new Map([
      ["home/a.yaml", text],
      ["home/b.yaml", "b: 1\n"],
    ]);
    expect((await treeAt(folder, "HEAD", new Map())).tree).toEqual(tree);
    expect((await treeAt(folder, "HEAD", tree)).tree).toEqual(tree);
  });

  test("is what was committed, not what autocrlf writes into the folder", async () => {
    git("init", "--quiet", "--initial-branch=main");
    git("config", "core.autocrlf", "true");
    commit({ "rendered/home/a.yaml": "a: 1\nb: 2\n" });
    const present = new Map([["home/a.yaml", "a: 1\r\nb: 2\r\n"]]);
    expect((await treeAt(folder, "HEAD", present)).tree).toEqual(new Map([["home/a.yaml", "a: 1\nb: 2\n"]]));
  });

  test("knows equal contents of several files apart by path only", async () => {
    commit({ "rendered/a.yaml": "same\n", "rendered/b.yaml": "same\n" });
    expect((await treeAt(folder, "HEAD", new Map())).tree.size).toBe(2);
  });

  test("works in a repository of SHA-256", async () => {
    commit(committed, "--object-format=sha256");
    expect((await treeAt(folder, "HEAD", expected)).tree).toEqual(expected);
    expect((await treeAt(folder, "HEAD", new Map())).tree).toEqual(expected);
  });

  test("is empty for a commit without rendered/", async () => {
    commit({ "apps/erp.ts": "x\n" });
    expect((await treeAt(folder, "HEAD", expected)).tree).toEqual(new Map());
  });
});

describe("treeAt() says what to do", () => {
  test("about an unknown revision, or one that looks like an option", async () => {
    commit(committed);
    for (const revision of ["ghost", "--help", "HEAD:rendered"]) {
      await expect(treeAt(folder, revision, new Map())).rejects.toThrow(
        `Cannot read rendered/ of "${revision}": there is no such commit here, name one that git log shows, or fetch it`,
      );
    }
  });

  test("about a repository without a commit", async () => {
    git("init", "--quiet");
    await expect(treeAt(folder, "HEAD", new Map())).rejects.toThrow("there is no such commit here");
  });

  test("about a folder that is no repository, in whatever language git speaks", async () => {
    const before = { LANG: process.env.LANG, LANGUAGE: process.env.LANGUAGE, LC_ALL: process.env.LC_ALL };
    const languages = [before, { LANG: "C.UTF-8", LANGUAGE: "de", LC_ALL: "C.UTF-8" }];
    try {
      for (const language of languages) {
        Object.assign(process.env, language);
        for (const [name, value] of Object.entries(language)) if (value === undefined) delete process.env[name];
        await expect(treeAt(folder, "HEAD", new Map())).rejects.toThrow("this folder is no git repository");
      }
    } finally {
      Object.assign(process.env, before);
      for (const [name, value] of Object.entries(before)) if (value === undefined) delete process.env[name];
    }
  });

  test("about a machine without git", async () => {
    const path = process.env.PATH;
    process.env.PATH = folder;
    try {
      await expect(treeAt(folder, "HEAD", new Map())).rejects.toThrow("git is not installed, install it");
    } finally {
      process.env.PATH = path;
    }
  });
});

test("listingOf() names every file below rendered/ and its blob, without reading any", async () => {
  commit(committed);
  const { blobs } = await listingOf(folder, "HEAD");
  expect([...blobs.keys()]).toEqual([...expected.keys()]);
  expect(blobs.get("home/erp/service-erp.yaml")).toBe(git("rev-parse", "HEAD:rendered/home/erp/service-erp.yaml"));
});

test("defaultBase() is main as it was last fetched, else main, else what the clone came with, else unknown", async () => {
  commit(committed);
  expect(await defaultBase(folder)).toBe("main");
  git("branch", "--quiet", "--move", "main", "trunk");
  expect(await defaultBase(folder)).toBeUndefined();
  git("branch", "master");
  expect(await defaultBase(folder)).toBe("master");
  git("update-ref", "refs/remotes/origin/trunk", "HEAD");
  git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
  expect(await defaultBase(folder)).toBe("origin/HEAD");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  expect(await defaultBase(folder)).toBe("origin/main");
});
