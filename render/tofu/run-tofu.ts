import { existsSync } from "node:fs";
import { $ } from "zx";
import { missingPrograms, partsFolder, program } from "../bed/program/program.ts";
import { takingInterrupts } from "./interrupts.ts";
import type { StackWork } from "./stack-work.ts";
import { tofuEnvironment } from "./tofu-environment.ts";

/** What one run of tofu came to. None of the secrets that it was given is in what it said. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Its standard output as it is, for data: a secret may be a word of it, as the name of a project is of a cluster. */
  readonly printed: string;
  /** Whether somebody told it to end before it was done. */
  readonly isInterrupted: boolean;
}

/**
 * Runs tofu in the folder of a stack. An order to end reaches it as one that it obeys when the step at hand is done, and
 * it has a session of its own, so that a Ctrl-C reaches it no second time.
 *
 * @param words of its command line, which everybody on this machine can read
 * @param onLine takes each line that it prints, as it is, while it runs
 * @throws {Error} that says how to install it when it is missing
 */
export async function runTofu(
  work: StackWork,
  words: readonly string[],
  onLine: (line: string) => void = () => {},
): Promise<Run> {
  const command = [...tofuProgram(), `-chdir=${work.folder}`, ...words];
  const env = tofuEnvironment(work);
  const hide = hiding([...Object.keys(work.secrets), ...work.credentials].flatMap(name => env[name] ?? []));
  const child = $({
    env,
    detached: true,
    nothrow: true,
    quiet: true,
    stdio: ["ignore", "pipe", "pipe"],
  })`${command}`;
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
    if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
  };
  return takingInterrupts(interrupt, async () => {
    for await (const line of child) onLine(line);
    const { exitCode, stdout, stderr } = await child;
    return { status: exitCode ?? 1, stdout: hide(stdout), stderr: hide(stderr), printed: stdout, isInterrupted };
  });
}

/** @throws {Error} that says how to install it, or what its own configuration lacks */
function tofuProgram(): readonly string[] {
  if (missingPrograms(["tofu"]).length > 0) {
    throw new Error(
      `Cannot run OpenTofu: tofu is neither on PATH nor in ${partsFolder()}, ` +
        "install version 1.11 or newer (on a Mac: brew install opentofu): https://opentofu.org/docs/intro/install",
    );
  }
  const { TF_CLI_CONFIG_FILE: file } = process.env;
  if (file && !existsSync(file)) {
    throw new Error(`Cannot run OpenTofu: TF_CLI_CONFIG_FILE names "${file}", which is not there, mend or unset it`);
  }
  return program("tofu");
}

const SHORTEST_SECRET = 6;

/** Takes values out of a text, as they are and as JSON writes them. */
function hiding(values: readonly string[]): (text: string) => string {
  const forms = values
    .filter(value => value.length >= SHORTEST_SECRET)
    .flatMap(value => [value, JSON.stringify(value).slice(1, -1)]);
  return text => forms.reduce((rest, form) => rest.replaceAll(form, "…"), text);
}
