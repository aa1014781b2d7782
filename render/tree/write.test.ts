import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drift } from "./drift.ts";
import { readTree } from "./read.ts";
import type { Tree } from "./tree.ts";
import { type Written, writeTree } from "./write.ts";

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "write-tree-"));
  root = join(folder, "rendered");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function tree(files: Record<string, string>): Tree {
  return new Map(Object.entries(files));
}

function write(after: Tree): Written {
  return writeTree(root, readTree(root), after);
}

/** Everything below a folder, folders included. */
function everything(at: string): string[] {
  return readdirSync(at, { recursive: true }).map(String).sort();
}

const first = tree({ "arcodange/erp/service-erp.yaml": "a: 1\n", "arcodange/cms/service-cms.yaml": "b: 1\n", top: "" });

describe("writeTree()", () => {
  it("makes the folder, and everything in it, when there is none", () => {
    expect(write(first)).toEqual({ written: [...first.keys()], removed: [], unchanged: 0 });
    expect(readTree(root)).toEqual(first);
    expect(everything(root)).toHaveLength(3 + 3);
  });

  it("keeps every text to the byte", () => {
    const after = tree({ a: "\uFEFFx\r\n\0é☃𝄞\uFFFD\u2028", b: "no line end", c: "x".repeat(3_000_000) });
    write(after);
    expect(readTree(root)).toEqual(after);
    expect(readFileSync(join(root, "a"))).toEqual(Buffer.from("\uFEFFx\r\n\0é☃𝄞\uFFFD\u2028"));
  });

  it("writes what differs, removes what is stale, and says so", () => {
    write(first);
    const after = tree({ "arcodange/erp/service-erp.yaml": "a: 2\n", "arcodange/erp/new.yaml": "", top: "" });
    expect(write(after)).toEqual({
      written: ["arcodange/erp/service-erp.yaml", "arcodange/erp/new.yaml"],
      removed: ["arcodange/cms/service-cms.yaml"],
      unchanged: 1,
    });
    expect(readTree(root)).toEqual(after);
  });

  it("does not touch unchanged files: they keep their inode and their time of modification", () => {
    write(first);
    for (const path of first.keys()) utimesSync(join(root, path), 1, 1);
    const identity = (path: string) => (({ ino, mtimeMs }) => ({ ino, mtimeMs }))(lstatSync(join(root, path)));
    const untouched = ["arcodange/cms/service-cms.yaml", "top"].map(identity);

    write(new Map([...first, ["arcodange/erp/service-erp.yaml", "a: 2\n"]]));
    expect(["arcodange/cms/service-cms.yaml", "top"].map(identity)).toEqual(untouched);
    expect(identity("arcodange/erp/service-erp.yaml").mtimeMs).toBeGreaterThan(1000);
  });

  it("touches nothing at all when nothing changed, folders included", () => {
    write(first);
    for (const path of ["", ...everything(root)]) utimesSync(join(root, path), 1, 1);
    expect(write(first)).toEqual({ written: [], removed: [], unchanged: 3 });
    for (const path of ["", ...everything(root)]) expect(lstatSync(join(root, path)).mtimeMs, path).toBe(1000);
  });

  it("removes folders that became empty, up to the root, and no others", () => {
    write(tree({ "a/b/c/d": "", "a/b/e": "", "f/g/h": "" }));
    write(tree({ "a/b/e": "" }));
    expect(everything(root)).toEqual(["a", "a/b", "a/b/e"]);
    write(tree({}));
    expect(everything(root)).toEqual([]);
  });

  it("removes temporary files that a killed run left, which drift() names as stale", () => {
    write(first);
    writeFileSync(join(root, "arcodange/erp/.partial-1-0"), "a: ");
    expect(drift(readTree(root), first)).toEqual([{ path: "arcodange/erp/.partial-1-0", kind: "stale" }]);
    write(first);
    expect(everything(root)).toHaveLength(3 + 3);
  });

  it("mends a file that is not UTF-8 although it decodes to the text it should have", () => {
    const after = tree({ a: "x\uFFFD\n" });
    mkdirSync(root);
    writeFileSync(join(root, "a"), Uint8Array.from([0x78, 0xff, 0x0a]));
    expect(write(after).written).toEqual(["a"]);
    expect(readFileSync(join(root, "a"))).toEqual(Buffer.from("x\uFFFD\n"));
  });

  it("survives that another run removed a stale file first", () => {
    write(first);
    const before = readTree(root);
    rmSync(join(root, "top"));
    writeTree(root, before, tree({}));
    expect(readTree(root).size).toBe(0);
  });

  it("writes names as long as the file system allows", () => {
    const after = tree({ [`${"n".repeat(250)}.yaml`]: "a: 1\n" });
    write(after);
    expect(readTree(root)).toEqual(after);
  });
});

describe("writeTree() touches nothing outside the root:", () => {
  it("refuses a folder that became a symbolic link after it was read", () => {
    write(first);
    const before = readTree(root);
    const outside = join(folder, "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "service-erp.yaml"), "not ours");
    rmSync(join(root, "arcodange/erp"), { recursive: true });
    symlinkSync(outside, join(root, "arcodange/erp"));

    const message =
      "Cannot write below rendered/arcodange/erp: it is a symbolic link, remove it; nothing outside rendered/ is ever read or written";
    expect(() => writeTree(root, before, new Map([...first, ["arcodange/erp/service-erp.yaml", "a: 2\n"]]))).toThrow(
      message,
    );
    expect(() => writeTree(root, before, tree({}))).toThrow(message);
    expect(readFileSync(join(outside, "service-erp.yaml"), "utf8")).toBe("not ours");
    expect(everything(outside)).toEqual(["service-erp.yaml"]);
    expect(lstatSync(join(root, "top")).isFile(), "decided before anything is removed").toBe(true);
  });

  it.each(["", "/"])("refuses a root that is a symbolic link, written with %j at its end", ending => {
    mkdirSync(join(folder, "outside"));
    symlinkSync("outside", root);
    expect(() => writeTree(`${root}${ending}`, new Map(), first)).toThrow(
      "Cannot write below rendered: it is a symbolic link",
    );
    expect(everything(join(folder, "outside"))).toEqual([]);
  });

  it("replaces a symbolic link in the place of a file, and leaves its target", () => {
    write(first);
    const before = readTree(root);
    writeFileSync(join(folder, "outside"), "not ours");
    rmSync(join(root, "top"));
    symlinkSync("../outside", join(root, "top"));
    writeTree(root, before, new Map([...first, ["top", "new"]]));
    expect(readTree(root).get("top")).toBe("new");
    expect(readFileSync(join(folder, "outside"), "utf8")).toBe("not ours");
  });

  it("replaces a hard link, and leaves the file it shares", () => {
    mkdirSync(root);
    writeFileSync(join(folder, "outside"), "not ours");
    linkSync(join(folder, "outside"), join(root, "top"));
    write(tree({ top: "new" }));
    expect(readFileSync(join(folder, "outside"), "utf8")).toBe("not ours");
  });

  it.each(["../a", "a/../../b", "/etc/a", "", "a//b", "a/", "./a", "a/.", "a\\b", "a\0b", ".."])(
    "refuses the path %j as a bug",
    path => {
      expect(() => write(new Map([...first, [path, "text"]]))).toThrow(
        `Cannot write "${path}" below rendered/: the path must`,
      );
      expect(() => write(new Map([...first, [path, "text"]]))).toThrow("this is a bug in render/");
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it("refuses to remove what a wrong tree names outside the root", () => {
    writeFileSync(join(folder, "outside"), "not ours");
    expect(() => writeTree(root, tree({ "../outside": "not ours" }), first)).toThrow("this is a bug in render/");
    expect(readdirSync(folder)).toEqual(["outside"]);
  });
});

describe("writeTree() refuses, before anything is written:", () => {
  it("a file where a folder must be and a folder where a file must be, all of them in one error", () => {
    const old = tree({ "arcodange/erp": "a file", "arcodange/cms/a.yaml": "a: 1\n", stale: "" });
    write(old);
    const after = tree({ "arcodange/erp/a.yaml": "", "arcodange/cms": "", "arcodange/new.yaml": "" });
    expect(() => write(after)).toThrow(
      new Error(
        [
          'Cannot write below rendered/arcodange/erp: it is a file where a folder must be, remove it and run "lab render" again',
          'Cannot write rendered/arcodange/cms: it is a folder where a file must be, remove it and run "lab render" again',
        ].join("\n"),
      ),
    );
    expect(readTree(root)).toEqual(old);
  });

  it("an empty folder where a file must be, which no tree shows", () => {
    mkdirSync(join(root, "arcodange/service.yaml"), { recursive: true });
    expect(() => write(tree({ "arcodange/service.yaml": "", "arcodange/a.yaml": "" }))).toThrow(
      "Cannot write rendered/arcodange/service.yaml: it is a folder where a file must be, remove it",
    );
    expect(everything(root)).toEqual(["arcodange", "arcodange/service.yaml"]);
  });

  it("a root that is a file", () => {
    writeFileSync(root, "");
    expect(() => writeTree(root, new Map(), first)).toThrow(
      "Cannot write below rendered: it is a file where a folder must be",
    );
  });

  it("a path that is a file and a folder of the same tree, as a bug", () => {
    expect(() => write(tree({ "a/b": "", "a/b/c": "" }))).toThrow(
      'Cannot write "a/b" below rendered/: it is both a file and',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("a text that is not well-formed, as a bug", () => {
    expect(() => write(tree({ a: "x\uD800" }))).toThrow(
      'Cannot write "a" below rendered/: its text holds half a surrogate',
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("writeTree() stopped by the system", () => {
  it("leaves no temporary file and no half-made folder, and every file old or new", () => {
    const old = tree({ "a/one": "old", "b/two": "old", "c/three": "old" });
    write(old);
    const before = readTree(root);
    rmSync(join(root, "b/two"));
    mkdirSync(join(root, "b/two"));

    const after = tree({ "a/one": "new", "b/two": "new", "c/three": "new", "d/four": "new" });
    expect(() => writeTree(root, before, after)).toThrow(
      'Cannot write rendered/b/two: it is a folder where a file must be, remove it and run "lab render" again',
    );
    expect(everything(root)).toEqual(["a", "a/one", "b", "b/two", "c", "c/three"]);
    expect(readTree(root)).toEqual(tree({ "a/one": "new", "c/three": "old" }));
  });

  it("changes no file when one of the new ones cannot be made", () => {
    const old = tree({ "a/one": "old", stale: "old" });
    write(old);
    const tooLong = "n".repeat(256);
    expect(() => write(tree({ "a/one": "new", [`b/${tooLong}/c`]: "" }))).toThrow(
      `Cannot write rendered/b/${tooLong}/c: the name is longer than the file system allows, shorten it and run "lab render" again`,
    );
    expect(readTree(root)).toEqual(old);
    expect(everything(root)).toEqual(["a", "a/one", "stale"]);
  });

  it("says which stale file it cannot remove", () => {
    write(tree({ "a/one": "old" }));
    const before = readTree(root);
    rmSync(join(root, "a/one"));
    mkdirSync(join(root, "a/one"));
    expect(() => writeTree(root, before, tree({}))).toThrow("Cannot remove rendered/a/one: ");
  });

  it("writes files that anyone may read, as far as the umask lets it", () => {
    const mask = process.umask(0o022);
    try {
      write(tree({ a: "" }));
      chmodSync(join(root, "a"), 0o600);
      write(tree({ a: "new" }));
    } finally {
      process.umask(mask);
    }
    expect(lstatSync(join(root, "a")).mode & 0o777).toBe(0o644);
  });
});
