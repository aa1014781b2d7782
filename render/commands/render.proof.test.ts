import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SyntheticLab, syntheticLab } from "../bench/synthetic-lab.ts";
import { killMoment } from "../testing/kill-moment.ts";
import { LabCopy, PATIENCE, runLab, startLab } from "../testing/lab-copy.ts";
import { seeded } from "../testing/seeded.ts";
import { drift } from "../tree/drift.ts";
import { readTree } from "../tree/read.ts";
import type { Tree } from "../tree/tree.ts";

const APPS = 100;
const KILLS = 100;
/** One kill in so many comes at any moment of the run, most of which loads modules; the others come while it writes. */
const ANY_MOMENT = 5;
/** After one kill in so many the lab is rendered again and asked whether it drifts. */
const FULL_CHECK = 10;

describe("lab render killed", () => {
  let lab: SyntheticLab;
  const root = () => join(lab.folder, "rendered");

  beforeAll(() => {
    lab = syntheticLab(APPS);
  });
  afterAll(() => lab.remove());

  test(`leaves whole files and leftovers that lab drift names at ${KILLS} random moments, and the next run mends them`, async () => {
    const random = seeded(20_240_229);
    const versions = [declare(1), declare(2)] as const;
    const { wholeRun, writing, trees } = await calibrate(versions);
    const changing = drift(trees[0], trees[1]).length;
    expect(changing, "files that differ between the two versions").toBeGreaterThanOrEqual(1400);

    const seen = { untouched: 0, between: 0, complete: 0 };
    for (let kill = 0; kill < KILLS; kill += 1) {
      const source = readTree(root());
      const next = drift(source, trees[0]).length > drift(source, trees[1]).length ? 0 : 1; // the one with more to do
      const target = trees[next];
      versions[next]();
      const sign = kill % ANY_MOMENT === 0 ? undefined : firstWrite();
      const child = startLab(lab.folder, ["render"]);
      const exit = once(child, "exit");
      if (sign !== undefined) await Promise.race([sign, exit]);
      await Promise.race([sleep(random() * (sign === undefined ? wholeRun : writing)), exit]);
      child.kill("SIGKILL");
      const [code, signal] = await exit;
      expect([code, signal].join(), "an end of its own or ours, and no other").toMatch(/^(0,|,SIGKILL)$/);

      const left = readTree(root());
      expect(brokenFiles(left, source, target), `kill ${kill}`).toEqual([]);
      seen[killMoment(left, source, target)] += 1;
      if (kill % FULL_CHECK === FULL_CHECK - 1) mend(left, target, kill);
    }
    console.log(
      `${KILLS} kills of ${wholeRun.toFixed(0)} ms, of which it writes ${changing} files in ${writing.toFixed(0)} ms:`,
      seen,
    );
    expect(seen.between, "kills between the first and the last write").toBeGreaterThanOrEqual(KILLS / 2);
  }, 1_200_000);

  /** The command names exactly what is not as it should be, the next render makes it right, and nothing is left over. */
  function mend(left: Tree, target: Tree, kill: number): void {
    const named = runLab(lab.folder, ["drift", "--json"]);
    expect(JSON.parse(named.stdout).drift, `kill ${kill}`).toEqual(drift(left, target));
    expect(runLab(lab.folder, ["render"]), `kill ${kill}`).toMatchObject({ status: 0, stderr: "" });
    expect(drift(readTree(root()), target), `kill ${kill}`).toEqual([]);
    expect(runLab(lab.folder, ["drift"]), `kill ${kill}`).toMatchObject({ status: 0, stderr: "" });
  }

  /** Milliseconds of a run and of its writing, when nobody kills it; leaves the second version behind. */
  async function calibrate(versions: readonly [() => void, () => void]) {
    const runs: { wholeRun: number; writing: number }[] = [];
    const trees: Tree[] = [];
    versions[1]();
    expect(runLab(lab.folder, ["render"]).status).toBe(0);
    for (const [index, version] of [...versions, ...versions, ...versions].entries()) {
      version();
      const sign = firstWrite();
      let last = 0;
      const watcher = watch(join(root(), "arcodange", "applications"), () => (last = performance.now())); // written last
      const started = performance.now();
      const child = startLab(lab.folder, ["render"]);
      const exit = once(child, "exit");
      await Promise.race([sign, exit]);
      const first = performance.now();
      expect((await exit)[0]).toBe(0);
      runs.push({ wholeRun: performance.now() - started, writing: last - first });
      watcher.close();
      trees[index % 2] = readTree(root());
    }
    const median = (durations: number[]) => durations.sort((one, other) => one - other)[2] ?? 0; // rather too short
    return {
      wholeRun: median(runs.map(run => run.wholeRun)),
      writing: median(runs.map(run => run.writing)),
      trees: trees as [Tree, Tree],
    };
  }

  /** Resolves when the first file is touched: one of the first app, whose folder both versions have. */
  function firstWrite(): Promise<unknown> {
    const watcher = watch(join(root(), "arcodange", "app-0000"));
    return once(watcher, "change").then(() => watcher.close());
  }

  /**
   * A version of the lab, as what declares it: the first half of the apps has one port or the other, and the second half
   * one name or the other, so that from one to the next files change, go, come and stay.
   */
  function declare(version: 1 | 2): () => void {
    const apps = join(lab.folder, "apps");
    const texts = new Map(readdirSync(apps).map(file => [file, readFileSync(join(apps, file), "utf8")] as const));
    const moved = [...texts.keys()].filter(file => /^app-\d+\.ts$/.test(file) && appNumber(file) >= APPS / 2);
    const renamed = (text: string) =>
      text.replaceAll(/app-(\d{4})/g, (name, digits: string) => (Number(digits) >= APPS / 2 ? `shop-${digits}` : name));
    return () => {
      rmSync(apps, { recursive: true });
      mkdirSync(apps);
      for (const [file, text] of texts) {
        const ported = version === 1 ? text : text.replace("port: 8080", "port: 9090");
        const isMoved = version === 2 && (moved.includes(file) || file === "index.ts");
        writeFileSync(join(apps, isMoved ? renamed(file) : file), isMoved ? renamed(ported) : ported);
      }
    };
  }

  function appNumber(file: string): number {
    return Number(/\d+/.exec(file)?.[0]);
  }

  /** Files that are neither wholly old nor wholly new, nor a leftover that drift() names. */
  function brokenFiles(left: Tree, source: Tree, target: Tree): string[] {
    const stale = new Set(drift(left, target).flatMap(({ path, kind }) => (kind === "stale" ? [path] : [])));
    return [...left.keys()].filter(path => {
      if (!source.has(path) && !target.has(path)) return !(stale.has(path) && path.includes("/.partial-"));
      return left.get(path) !== source.get(path) && left.get(path) !== target.get(path);
    });
  }
});

describe("lab render among obstacles", { timeout: PATIENCE }, () => {
  let copy: LabCopy;

  beforeAll(() => {
    copy = new LabCopy();
  }, PATIENCE);
  beforeEach(() => {
    copy.reset();
    copy.remove("outside");
    copy.write("outside/service-erp.yaml", "not ours\n");
    copy.edit("apps/erp.ts", "Size.mebibytes(512)", "Size.mebibytes(500)"); // there is something to write
  });
  afterAll(() => copy.dispose());

  test.each([
    ["a link in the place of a file", "arcodange/erp/service-erp.yaml", "outside/service-erp.yaml"],
    ["a link in the place of a folder", "arcodange/erp", "outside"],
    ["a link in the place of a cluster", "arcodange", "outside"],
    ["a stray link", "arcodange/stray", "outside"],
    ["a link to nothing", "arcodange/stray", "outside/nothing"],
    ["a link in the place of rendered/", "", "outside"],
  ])("refuses %s, ends with 2, and touches neither its target nor any file", (_, path, target) => {
    const place = join("rendered", path);
    copy.remove(place);
    symlinkSync(copy.path(target), copy.path(place));
    expectRefusal(`Cannot read ${path === "" ? "rendered" : place}: it is a symbolic link, remove it;`, place);
  });

  test("refuses a file where a folder should be, ends with 2, and touches neither it nor any other", () => {
    copy.remove("rendered/arcodange/erp");
    copy.write("rendered/arcodange/erp", "a file\n");
    expectRefusal("Cannot write below rendered/arcodange/erp: it is a file where a folder must be, remove it");
    expect(copy.read("rendered/arcodange/erp")).toBe("a file\n");
  });

  test("refuses a folder where a file should be, ends with 2, and touches neither it nor any other", () => {
    copy.remove("rendered/arcodange/erp/service-erp.yaml");
    copy.write("rendered/arcodange/erp/service-erp.yaml/mine.txt", "mine\n");
    expectRefusal("rendered/arcodange/erp/service-erp.yaml: it is a folder where a file must be, remove it");
    expect(copy.read("rendered/arcodange/erp/service-erp.yaml/mine.txt")).toBe("mine\n");
  });

  function expectRefusal(sentence: string, link?: string): void {
    const before = listing();
    const { status, stdout, stderr } = copy.lab("render");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n"), "one sentence").toHaveLength(1);
    expect(listing()).toEqual(before);
    expect(readdirSync(copy.path("outside"))).toEqual(["service-erp.yaml"]);
    expect(copy.read("outside/service-erp.yaml")).toBe("not ours\n");
    if (link === undefined) return;
    copy.remove(link);
    expect(copy.lab("render").status, "once the link is removed").toBe(0);
    expect(copy.lab("drift").status).toBe(0);
    expect(existsSync(copy.path("outside/service-erp.yaml"))).toBe(true);
  }

  /** Every entry below rendered/, links not followed, with the text of files. */
  function listing(): string[] {
    const entries = readdirSync(copy.path("rendered"), { withFileTypes: true, recursive: true });
    return entries.map(entry => {
      const file = join(entry.parentPath, entry.name);
      return entry.isFile() ? `${file}\n${readFileSync(file, "utf8")}` : file;
    });
  }
});
