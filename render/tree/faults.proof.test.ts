import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { killMoment } from "../testing/kill-moment.ts";
import { proof } from "../testing/proof.ts";
import { seeded } from "../testing/seeded.ts";
import { drift } from "./drift.ts";
import { readTree } from "./read.ts";
import type { Tree } from "./tree.ts";
import { writeTree } from "./write.ts";

/** Brings the folder to the tree that a JSON file holds, in a process of its own: this is what gets killed and refused. */
const writer = `
  import { readFileSync, writeSync } from "node:fs";
  const [modules, root, target] = process.argv.slice(2);
  const { readTree } = await import(modules + "read.ts");
  const { writeTree } = await import(modules + "write.ts");
  const after = new Map(JSON.parse(readFileSync(target, "utf8")));
  const before = readTree(root);
  writeSync(1, "writing");
  try {
    writeTree(root, before, after);
  } catch (error) {
    writeSync(2, error.message);
    process.exitCode = 1;
  }
`;
const modules = new URL("./", import.meta.url).href;

/**
 * Where there is a folder in memory the tree lies in it: ext4 looks so long for an inode where thousands were freed a
 * moment ago (a millisecond for each new file) that a hundred kills would take minutes.
 */
const temporary = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(temporary, "faults-"));
  writeFileSync(join(folder, "writer.mjs"), writer);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a tree to where the writer finds it. */
function hand(target: Tree, name: string): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify([...target]));
  return file;
}

/** A tree in which from one version to the next files change, go, come and stay, in folders that go, come and stay. */
function version(number: 1 | 2, filesOfEachKind: number): Tree {
  const tree = new Map<string, string>();
  for (let index = 0; index < filesOfEachKind; index += 1) {
    const unit = `unit-${Math.floor(index / 7)}`;
    tree.set(`lab/${unit}/unchanged-${index}.yaml`, `same: ${index}\n`.repeat(1 + (index % 40)));
    tree.set(`lab/${unit}/changed-${index}.yaml`, `version-${number}: ${index}\n`.repeat(1 + (index % 400)));
    tree.set(`lab/${unit}/only-${number}-${index}.yaml`, `only: ${number}\n`.repeat(1 + (index % 90)));
    tree.set(`lab/only-${number}-${unit}/file-${index}.yaml`, "a: 1\n");
  }
  return tree;
}

/** The option with which `unshare` gives us mounts of our own; undefined where it may not. */
const ownMounts = ["--mount", "-Urm"].find(option => {
  const trial = mkdtempSync(join(temporary, "mount-"));
  const { status } = spawnSync("unshare", [option, "mount", "-t", "tmpfs", "none", trial]);
  rmSync(trial, { recursive: true });
  return status === 0;
});
const missing =
  ownMounts === undefined
    ? 'neither "unshare --mount" nor "unshare -Urm" may mount a tmpfs, run it on Linux as root or allow user namespaces'
    : undefined;

proof("writeTree() on a disk of its own", missing, () => {
  const old = version(1, 20);
  const fresh = version(2, 20);

  it.each([0, 1, 10, 30])(
    "meets a full disk with %i free pages before any file changes, and is right once there is space",
    pages => {
      const run = onDiskOfItsOwn("size=2m", [
        'cat /dev/zero >"$DISK/ballast" 2>"$OUT/ballast" || true',
        `truncate --size=-${pages * 4096} "$DISK/ballast"`,
        "refuse",
        'rm "$DISK/ballast"',
        "accept",
      ]);
      expect(run.message).toMatch(fault('the disk is full, free some space and run "lab render" again'));
      expect(run.afterRefusal).toEqual(old);
      expect(run.afterAcceptance).toEqual(fresh);
    },
  );

  it("meets a disk without free inodes before any file changes, and is right once there are some", () => {
    const run = onDiskOfItsOwn("size=2m,nr_inodes=130", [
      "refuse",
      'mount -t tmpfs -o remount,nr_inodes=1000 none "$DISK"',
      "accept",
    ]);
    expect(run.message).toMatch(fault('the disk is full, free some space and run "lab render" again'));
    expect(run.afterRefusal).toEqual(old);
    expect(run.afterAcceptance).toEqual(fresh);
  });

  it("changes no file of a read-only file system, and is right once it is writable", () => {
    const run = onDiskOfItsOwn("size=2m", [
      'mount -t tmpfs -o remount,ro none "$DISK"',
      "refuse",
      'mount -t tmpfs -o remount,rw none "$DISK"',
      "accept",
    ]);
    expect(run.message).toMatch(fault('the file system is read-only, make it writable and run "lab render" again'));
    expect(run.afterRefusal).toEqual(old);
    expect(run.afterAcceptance).toEqual(fresh);
  });

  it("changes no file when permission for one folder is denied, and is right once it is given", () => {
    const run = onDiskOfItsOwn("size=2m", [
      'chmod 500 "$DISK/rendered/lab/unit-1"',
      "refuse unshare --user", // whoever has no user number in here owns the files, but may not pass over their modes
      'chmod 700 "$DISK/rendered/lab/unit-1"',
      "accept",
    ]);
    expect(run.message).toMatch(fault('permission is denied, make its folder writable and run "lab render" again'));
    expect(run.afterRefusal).toEqual(old);
    expect(run.afterAcceptance).toEqual(fresh);
  });

  function fault(reason: string): RegExp {
    return new RegExp(`^Cannot write rendered/lab/\\S+\\.yaml: ${reason}$`);
  }

  /**
   * Mounts a tmpfs that only the steps see and puts the old tree on it. The step `refuse` runs the writer, which must
   * fail, `accept` runs it again, which must succeed; after each the tree is copied out.
   */
  function onDiskOfItsOwn(options: string, steps: string[]) {
    const paths = { DISK: join(folder, "disk"), OLD: join(folder, "old"), OUT: join(folder, "out") };
    for (const path of Object.values(paths)) mkdirSync(path);
    writeTree(paths.OLD, new Map(), old);
    const script = [
      "set -eu",
      'write() { "$@" "$NODE" "$WRITER" "$MODULES" "$DISK/rendered" "$TARGET" >"$OUT/said" 2>"$OUT/message"; }',
      'refuse() { if write "$@"; then exit 9; fi; cp "$OUT/message" "$OUT/refusal"; copy refused; }',
      "accept() { write; copy accepted; }",
      'copy() { cp -R "$DISK/rendered" "$OUT/$1"; chmod -R u+w "$OUT/$1"; }',
      `mount -t tmpfs -o ${options} none "$DISK"`,
      'cp -R "$OLD" "$DISK/rendered"',
      ...steps,
    ].join("\n");
    const inputs = {
      NODE: process.execPath,
      WRITER: join(folder, "writer.mjs"),
      MODULES: modules,
      TARGET: hand(fresh, "fresh"),
    };
    const env = { ...process.env, ...paths, ...inputs };
    const { status, stderr } = spawnSync("unshare", [ownMounts ?? "", "sh", "-c", script], { env, encoding: "utf8" });
    expect({ status, stderr }, "status 9: the writer was not refused").toEqual({ status: 0, stderr: "" });
    return {
      message: readFileSync(join(paths.OUT, "refusal"), "utf8"),
      afterRefusal: readTree(join(paths.OUT, "refused")),
      afterAcceptance: readTree(join(paths.OUT, "accepted")),
    };
  }
});

describe("writeTree() killed", () => {
  const kills = 100;

  it(`leaves whole files and named leftovers at ${kills} random moments, and the next write makes the tree right`, async () => {
    const root = join(folder, "rendered");
    const random = seeded(20_240_229);
    const versions = [1, 2].map(number => {
      const tree = version(number as 1 | 2, 1000);
      return { tree, arguments: [join(folder, "writer.mjs"), modules, root, hand(tree, `version-${number}`)] };
    });
    const duration = await calibrate(root, versions);

    const seen = { untouched: 0, between: 0, complete: 0 };
    let source = versions[1]?.tree ?? new Map();
    for (let kill = 0; kill < kills; kill += 1) {
      const target = versions[kill % 2];
      if (target === undefined) throw new Error("unreachable");
      await killed(target.arguments, (0.1 + 0.85 * random()) * duration); // before that it only looks

      const left = readTree(root);
      expect(brokenFiles(left, source, target.tree), `kill ${kill}`).toEqual([]);
      seen[killMoment(left, source, target.tree)] += 1;

      writeTree(root, left, target.tree);
      expect(drift(readTree(root), target.tree), `kill ${kill}`).toEqual([]);
      source = target.tree;
    }
    console.log(`${kills} kills within ${duration.toFixed(0)} ms:`, seen);
    expect(seen.between, "kills between the first and the last write").toBeGreaterThanOrEqual(kills / 2);
  });

  /** Milliseconds that a writer which nobody kills takes; leaves the second version behind. */
  async function calibrate(root: string, versions: readonly { tree: Tree; arguments: string[] }[]): Promise<number> {
    const durations: number[] = [];
    for (const { tree, arguments: args } of [...versions, ...versions, ...versions]) {
      durations.push(await killed(args, 60_000));
      expect(drift(readTree(root), tree)).toEqual([]);
    }
    return durations.sort((one, other) => one - other)[2] ?? 0; // rather too short: a kill that comes late proves nothing
  }

  /** Starts a writer and kills it so long after its first word; returns how long it lived from there. */
  async function killed(args: string[], afterMilliseconds: number): Promise<number> {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const exit = once(child, "exit");
    await Promise.race([once(child.stdout, "data"), exit]);
    const start = performance.now();
    const patience = new AbortController();
    await Promise.race([exit, sleep(afterMilliseconds, undefined, { signal: patience.signal }).catch(() => undefined)]);
    child.kill("SIGKILL");
    const [code, signal] = await exit;
    patience.abort();
    expect([code, signal].join(), "an end of its own or ours, and no other").toMatch(/^(0,|,SIGKILL)$/);
    return performance.now() - start;
  }

  /** Files that are neither wholly old nor wholly new, nor a leftover that drift() names. */
  function brokenFiles(left: Tree, source: Tree, target: Tree): string[] {
    const stale = new Set(drift(left, target).flatMap(({ path, kind }) => (kind === "stale" ? [path] : [])));
    return [...new Set([...left.keys(), ...source.keys(), ...target.keys()])].filter(path => {
      const isOurs = source.has(path) || target.has(path);
      if (!isOurs) return !(stale.has(path) && path.includes("/.partial-"));
      return left.get(path) !== source.get(path) && left.get(path) !== target.get(path);
    });
  }
});
