import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drift } from "./drift.ts";
import { readTree } from "./read.ts";

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "read-tree-"));
  root = join(folder, "rendered");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe("readTree()", () => {
  it("gives every file below the root by its path with forward slashes, hidden and empty ones too", () => {
    put("arcodange/erp/service-erp.yaml", "kind: Service\n");
    put("arcodange/.hidden", "");
    put("top", "1");
    expect(readTree(root)).toEqual(
      new Map([
        ["arcodange/erp/service-erp.yaml", "kind: Service\n"],
        ["arcodange/.hidden", ""],
        ["top", "1"],
      ]),
    );
  });

  it("enters no folder and reads no file that is not wanted, whatever lies there", () => {
    put("arcodange/erp/service-erp.yaml", "kind: Service\n");
    put("arcodange/guidebook/site/index.html", "<!doctype html>");
    symlinkSync("/etc/hosts", join(root, "arcodange/guidebook/hosts"));
    const tree = readTree(root, path => path !== "arcodange/guidebook");
    expect([...tree.keys()]).toEqual(["arcodange/erp/service-erp.yaml"]);
  });

  it("takes a missing folder for an empty tree, and does not see empty folders", () => {
    expect(readTree(root).size).toBe(0);
    mkdirSync(join(root, "arcodange/empty"), { recursive: true });
    expect(readTree(root).size).toBe(0);
  });

  it.each([
    ["a byte order mark", "\uFEFFa: 1\n"],
    ["carriage returns", "a\r\nb\r\n"],
    ["a zero byte", "a\0b"],
    ["every plane of Unicode", "é ☃ 𝄞 \u2028 \u0085"],
    ["a replacement character that is really there", "a \uFFFD b"],
  ])("keeps %s", (_, text) => {
    put("a", text);
    expect(readTree(root).get("a")).toBe(text);
  });

  it.each([
    ["a lone byte", [0x61, 0xff], "a\uFFFD"],
    ["a cut sequence", [0x61, 0xe2, 0x98], "a\uFFFD"],
    ["an encoded surrogate", [0xed, 0xa0, 0x80], "\uFFFD\uFFFD\uFFFD"],
    ["an overlong slash", [0xc0, 0xaf], "\uFFFD\uFFFD"],
  ])("never takes %s, which is not UTF-8, for the text it decodes to", (_, bytes, decoded) => {
    expect(new TextDecoder().decode(Uint8Array.from(bytes)), "the trap").toBe(decoded);
    put("a", Uint8Array.from(bytes));
    expect(drift(readTree(root), new Map([["a", decoded]]))).toEqual([{ path: "a", kind: "edited" }]);
    expect(readTree(root).get("a")?.isWellFormed(), "writeTree() refuses what is not").toBe(false);
  });

  it("names all symbolic links and other foreign things in one error, and follows none", () => {
    mkdirSync(join(folder, "outside"));
    writeFileSync(join(folder, "outside/secret"), "secret");
    put("arcodange/fine.yaml", "a: 1\n");
    symlinkSync(join(folder, "outside"), join(root, "arcodange/erp"));
    symlinkSync(join(folder, "outside/secret"), join(root, "linked-file"));
    symlinkSync("nowhere", join(root, "broken"));
    execFileSync("mkfifo", [join(root, "pipe")]);
    expect(messageOf(() => readTree(root)).split("\n")).toEqual([
      "Cannot read rendered/arcodange/erp: it is a symbolic link, remove it; nothing outside rendered/ is ever read or written",
      "Cannot read rendered/broken: it is a symbolic link, remove it; nothing outside rendered/ is ever read or written",
      "Cannot read rendered/linked-file: it is a symbolic link, remove it; nothing outside rendered/ is ever read or written",
      "Cannot read rendered/pipe: it is a named pipe, remove it; rendered/ holds nothing but files and folders",
    ]);
  });

  it.each(["", "/"])("refuses a root that is a symbolic link, written with %j at its end", ending => {
    mkdirSync(join(folder, "elsewhere"));
    symlinkSync("elsewhere", root);
    expect(() => readTree(`${root}${ending}`)).toThrow("Cannot read rendered: it is a symbolic link, remove it;");
  });

  it("accepts a root that is reached through a symbolic link", () => {
    put("a", "1");
    symlinkSync(folder, join(folder, "clone"));
    expect(readTree(join(folder, "clone/rendered"))).toEqual(new Map([["a", "1"]]));
  });

  it("refuses a root that is a file", () => {
    writeFileSync(root, "");
    expect(() => readTree(root)).toThrow("Cannot read rendered: it is a file where a folder must be, remove it");
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing was thrown";
}
