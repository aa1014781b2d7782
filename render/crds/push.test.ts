import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type DefinitionFiles, pushDefinitions } from "./push.ts";
import { sampleFiles } from "./sample-release.ts";

let folder: string;
let remote: string;
let environment: Record<string, string | undefined>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "push-test-"));
  remote = join(folder, "crds.git");
  mkdirSync(join(folder, "temporary"));
  environment = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
  };
  git("init", "--quiet", "--bare", "--initial-branch=main", remote);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function git(...words: string[]): string {
  return execFileSync("git", words, { cwd: folder, env: environment, encoding: "utf8", stdio: "pipe" }).trim();
}
/** In the repository that is pushed to. */
const there = (...words: string[]) => git("--git-dir", remote, ...words);
const references = () => there("for-each-ref", "--format=%(refname) %(objectname)");

const disk: DefinitionFiles = { component: "disk", version: "v1", files: sampleFiles };
const proxy: DefinitionFiles = { component: "proxy", version: "v2.0.1", files: sampleFiles };
const changed = (definition: DefinitionFiles): DefinitionFiles => ({
  ...definition,
  files: new Map([...definition.files].map(([name, content]) => [name, Buffer.from(`${content}# changed\n`)])),
});
const push = (...definitions: DefinitionFiles[]) => pushDefinitions({ remote, definitions, environment });

describe("pushDefinitions()", () => {
  test("gives each component of an empty repository a folder and a tag, with its files byte for byte", async () => {
    expect(await push(disk, proxy)).toEqual([
      { tag: "disk-v1", outcome: "pushed", files: 2 },
      { tag: "proxy-v2.0.1", outcome: "pushed", files: 2 },
    ]);
    expect(there("ls-tree", "-r", "--name-only", "disk-v1").split("\n")).toEqual([
      "disk/disks.yaml",
      "disk/nodes.yaml",
    ]);
    expect(there("ls-tree", "--name-only", "main").split("\n")).toEqual(["disk", "proxy"]);
    expect(there("rev-parse", "main")).toBe(there("rev-parse", "proxy-v2.0.1"));
    expect(`${there("show", "disk-v1:disk/disks.yaml")}\n`).toBe(String(sampleFiles.get("disks.yaml")));
  });

  test("changes nothing when it is pushed again", async () => {
    await push(disk, proxy);
    const before = references();
    expect((await push(disk, proxy)).map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
    expect(references()).toBe(before);
  });

  test("leaves other folders, tags and branches as they are, and goes on from the last commit", async () => {
    await push(disk);
    there("branch", "other", "main");
    const [first, other] = [there("rev-parse", "disk-v1"), there("rev-parse", "other")];
    await push(changed({ ...disk, version: "v2" }), proxy);
    expect(there("rev-parse", "disk-v1", "other").split("\n")).toEqual([first, other]);
    expect(there("ls-tree", "--name-only", "main").split("\n")).toEqual(["disk", "proxy"]);
    expect(there("merge-base", "--is-ancestor", first, "main")).toBe("");
    expect(there("show", "main:disk/disks.yaml")).toContain("# changed");
    expect(there("show", "disk-v1:disk/disks.yaml")).not.toContain("# changed");
  });

  test("keeps a file at the top of the repository, whatever its name", async () => {
    const clone = join(folder, "clone");
    git("clone", "--quiet", remote, clone);
    writeFileSync(join(clone, 'read "me"\tä.md'), "hello\n");
    git("-C", clone, "add", "--all");
    git("-C", clone, "-c", "user.name=a", "-c", "user.email=a@example.net", "commit", "--quiet", "--message=test");
    git("-C", clone, "push", "--quiet", "origin", "HEAD:main");
    await push(disk);
    expect(there("ls-tree", "-z", "--name-only", "main").split("\0").sort()).toEqual(["", "disk", 'read "me"\tä.md']);
  });

  test("refuses every tag that has another content, and then pushes nothing at all", async () => {
    await push(disk, proxy);
    const before = references();
    const pushing = push(changed(disk), changed(proxy), { ...disk, component: "third" });
    await expect(pushing).rejects.toThrow(
      `Cannot push CRDs to ${remote}: it has "disk-v1", "proxy-v2.0.1" with another content, and a tag never moves`,
    );
    expect(references()).toBe(before);
  });

  test("refuses a tag that has no such folder", async () => {
    await push(disk);
    there("tag", "proxy-v2.0.1", "disk-v1");
    await expect(push(proxy)).rejects.toThrow('it has "proxy-v2.0.1" with another content');
  });

  test("pushes nothing when one reference is not taken", async () => {
    const hook = join(remote, "hooks", "update");
    mkdirSync(join(remote, "hooks"), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\n[ "$1" != refs/tags/proxy-v2.0.1 ]\n');
    chmodSync(hook, 0o755);
    await expect(push(disk, proxy)).rejects.toThrow(`Cannot push CRDs to ${remote}: `);
    expect(references()).toBe("");
  });

  test("makes a tag again that somebody took away, at a commit that has the content already", async () => {
    await push(disk);
    const before = references();
    there("tag", "--delete", "disk-v1");
    expect(await push(disk)).toEqual([{ tag: "disk-v1", outcome: "pushed", files: 2 }]);
    expect(references()).toBe(before);
  });

  test("leaves out what is no CRD, and refuses a file without any", async () => {
    const service = "---\napiVersion: v1\nkind: Service\n";
    const mixed = new Map([["all.yaml", Buffer.from(`${service}---\n${sampleFiles.get("disks.yaml")}${service}`)]]);
    await push({ ...disk, files: mixed });
    expect(`${there("show", "disk-v1:disk/all.yaml")}\n`).toBe(`---\n${sampleFiles.get("disks.yaml")}`);
    const none = new Map([["service.yaml", Buffer.from(service)]]);
    await expect(push({ ...proxy, files: none })).rejects.toThrow("there is no CRD in service.yaml");
  });

  test("says with a dry run what it would push, and pushes nothing", async () => {
    await push(disk);
    const before = references();
    const tags = await pushDefinitions({ remote, definitions: [disk, proxy], environment, dryRun: true });
    expect(tags.map(({ tag, outcome }) => `${tag} ${outcome}`)).toEqual(["disk-v1 unchanged", "proxy-v2.0.1 pushed"]);
    expect(references()).toBe(before);
  });

  test("gives git its environment, in which credentials may be", async () => {
    const configured = {
      ...environment,
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: `url.${folder}/.insteadOf`,
      GIT_CONFIG_VALUE_0: "https://gitea.example.net/org/",
    };
    const address = "https://gitea.example.net/org/crds.git";
    await pushDefinitions({ remote: address, definitions: [disk], environment: configured });
    expect(there("tag")).toBe("disk-v1");
  });

  test("refuses an address with a user or a password, and shows neither", async () => {
    const withPassword = pushDefinitions({
      remote: "https://me:secret@localhost/crds.git",
      definitions: [],
      environment,
    });
    await expect(withPassword).rejects.toThrow(/^Cannot push CRDs: the address holds a user or a password/);
    const withToken = pushDefinitions({ remote: "http://s3cret@127.0.0.1:1/crds.git", definitions: [], environment });
    await expect(withToken).rejects.toThrow(
      /^Cannot push CRDs: the address holds a user or a password, give them [^3]*$/,
    );
  });

  test("leaves no temporary folder", async () => {
    vi.stubEnv("TMPDIR", join(folder, "temporary"));
    await push(disk);
    await expect(push(changed(disk))).rejects.toThrow();
    expect(readdirSync(join(folder, "temporary"))).toEqual([]);
  });
});
