import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE, startLab } from "./testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

const COMMANDS = readdirSync(join(import.meta.dirname, "commands"))
  .filter(file => file.endsWith(".ts") && !/\.(test|edit)\.ts$|^lab-copy/.test(file))
  .map(file => file.slice(0, -".ts".length));

describe("lab help", { timeout: PATIENCE }, () => {
  test("lists every command with what it does, and the exit codes", () => {
    expect(COMMANDS.length).toBeGreaterThanOrEqual(8);
    for (const words of [["--help"], ["help"], ["-h"]]) {
      const { status, stdout, stderr } = copy.lab(...words);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command} +\\w`, "m"));
      expect(stdout).toContain(
        "Exit codes: 0 done, 1 found something, 2 wrong use or cannot run, 3 stopped by a danger.",
      );
    }
  });

  test.each(COMMANDS)("tells the same of %s in both spellings: how it is used, and each option", command => {
    const { status, stdout, stderr } = copy.lab(command, "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^Usage: lab ${command} `));
    expect(copy.lab("help", command)).toEqual({ status, stdout, stderr });
    const options = copy.read(`render/commands/${command}.ts`).match(/(?<=\.option\(")--[a-z]+/g) ?? [];
    for (const option of options) expect(stdout).toContain(option);
  });

  test("tells of lab new app", () => {
    const { status, stdout } = copy.lab("new", "app", "--help");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: lab new app .*<name>/);
  });
});

describe("lab wrongly used", { timeout: PATIENCE }, () => {
  test.each([
    [["rendr"], "Did you mean render?"],
    [["render", "--jsn"], "Did you mean --json?"],
    [["render", "--cluster"], "argument missing"],
    [["drift", "extra"], "too many arguments"],
    [["explain"], "missing required argument 'name'"],
    [["new"], "Usage: lab new"],
    [["new", "app"], "missing required argument 'name'"],
    [["new", "app", "a", "--force"], "unknown option '--force'"],
    [["new", "ap", "a"], "Did you mean app?"],
    [[], "Usage: lab"],
  ])("ends %j with 2 and says what is wrong", (words, sentence) => {
    const { status, stdout, stderr } = copy.lab(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(sentence);
  });
});

describe("the launcher", { timeout: PATIENCE }, () => {
  test("finds its repository whatever folder it is started from, also through a link such as npm makes", () => {
    const link = join(copy.folder, "..", "lab-link");
    symlinkSync(copy.path("render/lab.mjs"), link);
    const { status, stdout } = spawnSync(process.execPath, [link, "drift"], { cwd: tmpdir(), encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toContain(`All ${copy.rendered().size} files`);
  });

  test("says npm ci and ends with 2 where the packages are missing", () => {
    withoutPackages(() => {
      const { status, stdout, stderr } = copy.lab("render");
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toBe(`Cannot start lab: its packages are not installed, run "npm ci" in ${copy.folder}\n`);
    });
  });

  test("is written in a language that Node 20 reads: nothing of it has to be rewritten for that", () => {
    const rewritten = (target: string) => {
      const words = [`--target=${target}`, "--format=esm", copy.path("render/lab.mjs")];
      const { status, stdout, stderr } = spawnSync(copy.path("node_modules/.bin/esbuild"), words, { encoding: "utf8" });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      return stdout;
    };
    expect(rewritten("node20.0")).toBe(rewritten("esnext"));
  });
});

const old = oldNode();

describe.skipIf(old === undefined)(`the launcher on Node ${old?.version}`, { timeout: PATIENCE }, () => {
  const circumstances = { node: old?.program ?? "" };

  test("runs the Node that npm ci brought along, with its words, its output and its exit code", () => {
    const good = copy.labUnder(circumstances, "drift");
    expect(good).toEqual({ status: 0, stderr: "", stdout: expect.stringMatching(/^All \d+ files/) });
    copy.write("rendered/arcodange/erp/stray.yaml", "");
    expect(copy.labUnder(circumstances, "drift", "--json")).toMatchObject({ status: 1 });
    expect(copy.labUnder(circumstances, "rendr")).toMatchObject({ status: 2 });
  });

  test("ends the Node that it runs when it is told to end", async () => {
    const launcher = startLab(copy.folder, ["watch"], circumstances);
    await once(launcher.stdout as Readable, "data");
    launcher.kill("SIGTERM");
    await once(launcher, "close"); // whoever still had its output would keep that open
    expect(() => process.kill(-(launcher.pid as number), 0)).toThrow("ESRCH");
  });

  test("says what it needs and ends with 2 where npm ci brought none", () => {
    withoutPackages(() => {
      const { status, stdout, stderr } = copy.labUnder(circumstances, "render");
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(
        /^Cannot start lab: this is Node \d+\.\d+\.\d+ and it needs 24 or newer\. On Linux run "npm ci" in .+, which brings one; elsewhere install Node 24\n$/,
      );
    });
  });

  test("says so where the Node that npm ci brought does not run on this machine", () => {
    withoutPackages(() => {
      const bundled = `node_modules/node-${process.platform}-${process.arch}/bin/node`;
      copy.write(bundled, "this is no program");
      chmodSync(copy.path(bundled), 0o644);
      const { status, stderr } = copy.labUnder(circumstances, "render");
      expect(status).toBe(2);
      expect(stderr).toMatch(/^Cannot start lab: .*bin\/node does not run here \(\w+\), install Node 24\n$/);
    });
  });
});

function withoutPackages(act: () => void): void {
  const links = readdirSync(copy.path("node_modules")).filter(name => name !== ".cache");
  const targets = links.map(name => realpathSync(copy.path(`node_modules/${name}`)));
  for (const name of links) rmSync(copy.path(`node_modules/${name}`), { recursive: true });
  try {
    act();
  } finally {
    for (const [index, name] of links.entries()) {
      copy.remove(`node_modules/${name}`);
      symlinkSync(targets[index] ?? "", copy.path(`node_modules/${name}`));
    }
  }
}

/** A Node on this machine that is too old for TypeScript; undefined where there is none. */
function oldNode(): { readonly program: string; readonly version: string } | undefined {
  const programs = (process.env.PATH ?? "").split(delimiter).map(folder => join(folder, "node"));
  for (const program of programs.filter(existsSync)) {
    const version = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout?.trim().slice(1) ?? "";
    if (Number(version.split(".")[0]) < 24) return { program, version };
  }
  return undefined;
}
