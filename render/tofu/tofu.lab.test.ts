import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../bed/eventually.ts";
import { missingPrograms, program } from "../bed/program/program.ts";
import { howToGet } from "../bed/program/program-origins.ts";
import { type Bucket, startBucket } from "../bed/servers/bucket.ts";
import { repositoryFolder } from "../repository.ts";
import { LabCopy, startLab } from "../testing/lab-copy.ts";
import type { StackChange } from "./stack-change.ts";
import { SAMPLE_SIZES, writeSampleStacks } from "./testing/sample-stacks.ts";
import { type Dialogue, onTerminal } from "./testing/terminal.ts";

const missing = missingPrograms(["tofu", "fake-gcs-server", "script"]);
const note = missing.length > 0 ? `, not tried: ${howToGet(missing)}` : "";

const BUCKET = "arcodange-tf";
const PASSPHRASE = `open "sesame" $(id) \\ 'äöü' for the state`;
const UNKNOWN = "whether an apply brings it back is not known, see render/tofu/data-bearing.ts";
const TOKEN = "s3cret-of-the-sample-stack";

/** One story: each test finds what the one before it left. */
describe.skipIf(missing.length > 0)(`lab tofu with a real OpenTofu${note}`, () => {
  let folder: string;
  let copy: LabCopy;
  let bucket: Bucket;
  let gate: string;
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "bed-")));
    for (const name of ["cache", "temporary"]) mkdirSync(join(folder, name));
    gate = join(folder, "gate");
    writeFileSync(join(folder, "tofurc"), "");
    bucket = await startBucket(folder, BUCKET);
    copy = new LabCopy();
    writeSampleStacks(copy, gate);
    environment = {
      ...bucket.env,
      LAB_TOFU_PASSPHRASE: PASSPHRASE,
      LAB_SAMPLE_TOKEN: TOKEN,
      TF_CLI_CONFIG_FILE: join(folder, "tofurc"),
      XDG_CACHE_HOME: join(folder, "cache"),
      TMPDIR: join(folder, "temporary"),
    };
    render();
  });
  afterAll(async () => {
    copy?.dispose();
    await bucket?.stop();
    rmSync(folder, { recursive: true });
  });

  const tofu = (...words: string[]) => tofuWith({}, ...words);

  function tofuWith(changes: Record<string, string | undefined>, ...words: string[]) {
    const run = copy.labUnder({ env: { ...environment, ...changes } }, "tofu", ...words);
    refuseSecrets(run.stdout + run.stderr);
    return run;
  }

  function render(): void {
    const { status, stdout, stderr } = copy.labUnder({ env: environment }, "render");
    expect(status, stdout + stderr).toBe(0);
  }

  /** Declares other variables of the sample stack. */
  function declare(from: string, to: string): void {
    copy.edit("platform/tofu/sample/stack.ts", from, to);
    render();
  }

  function onOwnTerminal(dialogue: Dialogue, ...words: string[]) {
    const env = { ...process.env, ...environment, NO_COLOR: "1" };
    const command = [process.execPath, join(copy.folder, "render/lab.mjs"), "tofu", ...words];
    return onTerminal(command, dialogue, { cwd: copy.folder, env });
  }

  function refuseSecrets(text: string): void {
    for (const secret of [PASSPHRASE, JSON.stringify(PASSPHRASE).slice(1, -1), TOKEN])
      expect(text).not.toContain(secret);
  }

  test("refuses variables that are not as a fresh render has them", () => {
    const file = "rendered/arcodange/tofu/sample.tfvars.json";
    const text = copy.read(file);
    copy.write(file, text.replace('"size": 1', '"size": 2'));
    const { status, stderr } = tofu("plan", "sample");
    copy.write(file, text);
    expect(status).toBe(2);
    expect(stderr).toContain(`${file} is not as a fresh render has it, run "npm start"`);
  });

  test("names every secret that is missing at once", () => {
    const without = { LAB_TOFU_PASSPHRASE: undefined, LAB_SAMPLE_TOKEN: undefined };
    const { status, stderr } = tofuWith(without, "plan", "--all");
    expect(status).toBe(2);
    expect(stderr.match(/^Cannot find secret "[^"]+"/gm)).toEqual([
      'Cannot find secret "tofu/passphrase"',
      'Cannot find secret "sample/token"',
    ]);
  });

  test("does not apply a stack before those that it needs", () => {
    const { status, stderr } = tofu("apply", "second", "--yes");
    expect(status).toBe(2);
    expect(stderr).toBe(
      'Cannot apply stack "second" of arcodange: it needs "sample", not applied yet, ' +
        'run "lab tofu apply sample --cluster arcodange"\n',
    );
  });

  test("init sets a stack up, in the cache of the user", () => {
    expect(tofu("init", "sample")).toEqual({ status: 0, stdout: 'Set up stack "sample" of arcodange\n', stderr: "" });
    expect(readdirSync(join(folder, "cache/lab/tofu/arcodange"))).toEqual(["sample"]);
  });

  test("plan ends with 1 and shows what is new, per instance", () => {
    const { status, stdout } = tofu("plan", "sample");
    expect(status).toBe(1);
    expect(stdout).toContain('sample/erp-sandbox\n  create   terraform_data.instance["erp-sandbox"]\n');
    expect(stdout).toMatch(/\n\d+ create\n$/);
  });

  test("apply without a terminal wants a --yes, and with it makes what was planned", () => {
    const unasked = tofu("apply", "sample");
    expect(unasked.status).toBe(2);
    expect(unasked.stderr).toContain("this is no terminal to ask on, run it on one or with --yes");
    const { status, stdout, stderr } = tofu("apply", "sample", "--yes");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain('  create   terraform_data.instance["erp"]  done\n');
    expect(stdout).toContain('Applied stack "sample" of arcodange: ');
  });

  test("the state lies encrypted below the cluster's name", () => {
    const state = readFileSync(join(bucket.objects, "arcodange/sample/default.tfstate"), "utf8");
    expect(Object.keys(JSON.parse(state))).toContain("encrypted_data");
    refuseSecrets(state);
  });

  test("plan ends with 0 when nothing would change, and of all stacks with 1 while one waits", () => {
    expect(tofu("plan", "sample")).toEqual({ status: 0, stdout: "sample  nothing to change\n", stderr: "" });
    const { status, stdout } = tofu("plan", "--all", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).stacks).toMatchObject([
      { stack: "sample", changes: [] },
      { stack: "second", changes: expect.arrayContaining([expect.objectContaining({ verb: "create" })]) },
    ]);
  });

  test("output prints what is not sensitive, and refuses what is", () => {
    const lab = { cluster: "arcodange", domain: "arcodange.lab", stack: "sample" };
    expect(JSON.parse(tofu("output", "sample").stdout)).toEqual({ lab });
    const { status, stdout, stderr } = tofu("output", "sample", "token");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain('Cannot show output "token" of stack "sample" of arcodange: it is sensitive');
  });

  test("plan shows values, but for those that are sensitive", () => {
    declare(SAMPLE_SIZES, `size: name === "erp" ? 7 : 1, kind: "a"`);
    const { status, stdout } = tofuWith({ LAB_SAMPLE_TOKEN: "another token, longer" }, "plan", "sample");
    expect(status).toBe(1);
    expect(stdout).toContain('sample/erp\n  update   terraform_data.instance["erp"]\n');
    expect(stdout).toContain("input.size: 1 → 7\n");
    expect(stdout).toContain("input.token: (sensitive) → (sensitive)\n");
    expect(stdout).not.toContain("another token");
  });

  test("a credential that is also the name of the cluster makes the state nobody else's", () => {
    const { status, stderr } = tofuWith({ LAB_SAMPLE_TOKEN: "arcodange" }, "plan", "sample");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });

  test("apply refuses to lose data where nobody can type its name", () => {
    declare(`kind: "a"`, `kind: name === "webapp" ? "b" : "a"`);
    for (const words of [[], ["--yes"]]) {
      const { status, stdout, stderr } = tofu("apply", "sample", ...words);
      expect(status).toBe(3);
      expect(stdout).toContain(
        '  replace  terraform_data.instance["webapp"]  it cannot be changed in place: triggers_replace\n' +
          `           ${UNKNOWN}\n`,
      );
      expect(stderr).toBe(
        'Refused to apply stack "sample" of arcodange, which would lose data\n' +
          `  replace terraform_data.instance["webapp"]: ${UNKNOWN}\n` +
          'On a terminal "lab tofu apply sample --cluster arcodange" asks for the name of each\n',
      );
    }
    expect(tofu("plan", "sample").stdout).toContain("1 replace, 1 update\n");
  });

  test("apply refuses on a terminal too, when another name is typed", async () => {
    const { status, shown } = await onOwnTerminal([["to go on: ", "erp"]], "apply", "sample");
    expect(shown).toContain('which would lose data, and "erp" names none of it');
    expect(status).toBe(3);
  });

  test("apply goes on when the name is typed, and asks for a yes", async () => {
    const no = await onOwnTerminal(
      [
        ["to go on: ", "webapp"],
        ["yes or no: ", "no"],
      ],
      "apply",
      "sample",
    );
    expect(no.shown).toContain('Left stack "sample" of arcodange as it is');
    expect(no.status).toBe(1);
    const typed = 'terraform_data.instance["webapp"]';
    const yes = await onOwnTerminal(
      [
        ["to go on: ", typed],
        ["yes or no: ", "yes"],
      ],
      "apply",
      "sample",
    );
    expect(yes.shown).toContain('Applied stack "sample" of arcodange: 1 replace, 1 update');
    expect(yes.status).toBe(0);
    expect(tofu("plan", "sample").status).toBe(0);
  });

  test("asks on a terminal for a secret, and shows nothing of it", async () => {
    const { LAB_SAMPLE_TOKEN: _, ...others } = environment;
    environment = others;
    const dialogue = [['Secret "sample/token", which is not shown: ', TOKEN]] as const;
    const { status, shown } = await onOwnTerminal(dialogue, "plan", "sample");
    environment = { ...environment, LAB_SAMPLE_TOKEN: TOKEN };
    expect(shown).toContain("nothing to change");
    refuseSecrets(shown);
    expect(status).toBe(0);
  });

  test("says who holds the lock, and no process has a secret in its command line", async () => {
    declare("rounds: 1", "rounds: 2");
    const { child, output } = await amidApply();
    refuseSecrets(commandLines());
    const { status, stderr } = tofu("plan", "sample");
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^Cannot plan stack "sample" of arcodange: \S+@\S+ holds it for apply since \d{4}-.* UTC: wait/,
    );
    rmSync(gate);
    await once(child, "close");
    expect(child.exitCode, output()).toBe(0);
  });

  test("an apply that is told to end says what is made, and goes on when it is run again", async () => {
    declare("rounds: 2", "rounds: 4");
    const { child, output } = await amidApply();
    child.kill("SIGTERM");
    await once(child, "close");
    expect(output()).toContain('Cannot apply stack "sample" of arcodange to its end: it was interrupted\n');
    expect(output()).toMatch(/\d of 2 changes are made, these are not: terraform_data\.slow/);
    expect(child.exitCode).toBe(2);
    rmSync(gate);
    await finishApply();
  });

  test("an apply that was killed leaves a lock; the error says how to take it away, and then it goes on", async () => {
    declare("rounds: 4", "rounds: 5");
    const { child } = await amidApply();
    for (const pid of descendants(child.pid as number)) process.kill(pid, "SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    rmSync(gate);
    const { stderr } = tofu("plan", "sample");
    const [, order = ""] = /if that run is dead, "lab tofu (unlock sample --cluster arcodange \d+)"/.exec(stderr) ?? [];
    expect(tofu(...order.split(" "))).toEqual({
      status: 0,
      stdout: 'Unlocked stack "sample" of arcodange\n',
      stderr: "",
    });
    await finishApply();
    for (const left of readdirSync(join(folder, "temporary"))) {
      refuseSecrets(readFileSync(join(folder, "temporary", left, "plan"), "utf8"));
      rmSync(join(folder, "temporary", left), { recursive: true });
    }
  });

  test("an apply that fails says what is made and why the rest is not", () => {
    declare("rounds: 5", "rounds: 6");
    const main = copy.read("platform/tofu/sample/main.tf");
    copy.write("platform/tofu/sample/main.tf", main.replace(/command = .*/, 'command = "echo broken >&2; exit 5"'));
    const { status, stderr } = tofu("apply", "sample", "--yes");
    copy.write("platform/tofu/sample/main.tf", main);
    expect(status).toBe(2);
    expect(stderr).toContain("terraform_data.slow[5]: local-exec provisioner error");
    expect(stderr).toContain(
      "0 of 1 changes are made, these are not: terraform_data.slow[5]. What is made is in the state",
    );
  });

  test("a wrong passphrase is recognised, and so is one that is too short", () => {
    const wrong = tofuWith({ LAB_TOFU_PASSPHRASE: "some other passphrase, long enough" }, "plan", "sample");
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain("the passphrase does not open it, give the one that it was encrypted with");
    const short = tofuWith({ LAB_TOFU_PASSPHRASE: "too short" }, "plan", "sample");
    expect(short.status).toBe(2);
    expect(short.stderr).toContain("is too short, take 20 characters or more");
  });

  test("a missing bucket is recognised", () => {
    renameSync(bucket.objects, join(folder, "away"));
    const { status, stderr } = tofu("plan", "sample");
    renameSync(join(folder, "away"), bucket.objects);
    expect(status).toBe(2);
    expect(stderr).toContain(`there is no bucket "${BUCKET}", make it`);
  });

  test("the state of another lab is refused", () => {
    applyElsewhere("second", "elsewhere.lab");
    const { status, stderr } = tofu("plan", "second");
    expect(status).toBe(2);
    expect(stderr).toContain(
      'Cannot work on stack "second" of arcodange in arcodange.lab: its state belongs to stack "second" of arcodange in elsewhere.lab',
    );
  });

  test("says how to install a tofu that is missing", () => {
    const { status, stderr } = tofuWith({ LAB_PARTS: folder, PATH: "/usr/bin:/bin" }, "plan", "sample");
    expect(status).toBe(2);
    expect(stderr).toContain("Cannot run OpenTofu: tofu is neither on PATH nor in");
  });

  test("leaves no temporary file, and no secret in any other", () => {
    expect(readdirSync(join(folder, "temporary"))).toEqual([]);
    for (const { parentPath, name } of readdirSync(folder, { withFileTypes: true, recursive: true }).filter(entry =>
      entry.isFile(),
    )) {
      refuseSecrets(readFileSync(join(parentPath, name), "utf8"));
    }
  });

  test("every stack of this repository is formatted", () => {
    const [file, ...words] = program("tofu");
    const platform = join(repositoryFolder, "platform/tofu");
    execFileSync(file, [...words, "fmt", "-check", "-recursive", platform], {
      env: { ...process.env, TF_CLI_CONFIG_FILE: join(folder, "tofurc") },
    });
  });

  /** An apply of the sample stack that waits for the gate to go. */
  async function amidApply(): Promise<{ child: ChildProcess; output: () => string }> {
    writeFileSync(gate, "");
    const child = startLab(copy.folder, ["tofu", "apply", "sample", "--yes"], { env: environment });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", chunk => {
        said += chunk;
      });
    }
    await eventually("the apply waits for its gate", async () =>
      child.exitCode !== null || commandLines().includes(`while [ -e '${gate}' ]`) ? undefined : said,
    );
    expect(child.exitCode, said).toBe(null);
    return { child, output: () => said };
  }

  /** What a half-made resource loses is a sample only. */
  async function finishApply(): Promise<void> {
    const { stdout } = tofu("plan", "sample", "--json");
    const changes = JSON.parse(stdout).stacks[0].changes as StackChange[];
    const losses = changes
      .filter(({ verb }) => verb === "replace")
      .map(({ address }) => ["to go on: ", address] as const);
    const { status, shown } = await onOwnTerminal([...losses, ["yes or no: ", "yes"]], "apply", "sample");
    expect(status, shown).toBe(0);
    expect(tofu("plan", "sample").status).toBe(0);
  }

  /** Applies the state of a stack as a lab in another domain would. */
  function applyElsewhere(stack: string, domain: string): void {
    const other = join(folder, "other");
    mkdirSync(other);
    writeFileSync(join(other, "state.tf"), copy.read("platform/tofu/state.tf"));
    const variables = { cluster: "arcodange", domain, stack, state_bucket: BUCKET };
    writeFileSync(join(other, "other.auto.tfvars.json"), JSON.stringify(variables));
    const env = { ...process.env, ...environment, TF_VAR_state_passphrase: PASSPHRASE };
    const [file, ...first] = program("tofu");
    for (const words of [["init"], ["apply", "-auto-approve"]]) {
      execFileSync(file, [...first, `-chdir=${other}`, ...words, "-input=false", "-no-color"], { env });
    }
  }
});

/** Of every process that can be seen. */
function commandLines(): string {
  return pids()
    .map(pid => read(`/proc/${pid}/cmdline`).replaceAll("\0", " "))
    .join("\n");
}

/** A process and those that it started, and so on. */
function descendants(root: number): number[] {
  const children = pids().filter(pid => Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1]) === root);
  return [root, ...children.flatMap(descendants)];
}

function pids(): number[] {
  return readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .map(Number);
}

/** Empty for a process that has gone. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
