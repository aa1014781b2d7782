import { spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { LabCopy } from "../../testing/lab-copy.ts";
import { RUN_FOLDER } from "./run-folder.ts";

/** What `lab` has said, and its exit code: null when it was killed. */
export interface Said {
  readonly status: number | null;
  /** Both streams, as on a terminal. */
  readonly output: string;
  readonly seconds: number;
}

export interface RunOptions {
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** On a terminal: answers a question, given what was said since the last answer. Without it there is no terminal. */
  readonly answer?: (question: string) => string | undefined;
  /** Is told of everything that is said, with a way to kill `lab` and everything that it started on this machine. */
  readonly watch?: (output: string, kill: () => void) => void;
}

/** Secrets that a person would give, by the variable that the source of secrets reads. */
const GIVEN = { LAB_BACKUP_PASSPHRASE: "a passphrase that is on paper" };

/**
 * The repository on the machine of the person who sets hosts up: a copy, whose first cluster is declared to be of test
 * hosts, and which has seen no host yet.
 */
export class HostsLab {
  readonly copy = new LabCopy();
  readonly #state = join(process.env[RUN_FOLDER] as string, `state-${process.hrtime.bigint()}`);

  constructor() {
    const facts = "clusters/arcodange/index.ts";
    renameSync(this.copy.path(facts), this.copy.path("clusters/arcodange/declared.ts"));
    this.copy.write(
      facts,
      [
        'import { onTestHosts } from "../../render/bed/hosts/on-test-hosts.ts";',
        'import { arcodange as declared } from "./declared.ts";',
        "export const arcodange = onTestHosts(declared);",
        "",
      ].join("\n"),
    );
    this.render();
  }

  render(): void {
    const { status, stdout, stderr } = this.copy.lab("render");
    if (status !== 0) throw new Error(`Cannot render the lab of test hosts:\n${stdout}${stderr}`);
  }

  /** Runs `lab up` to its end, while what this process serves goes on being served. */
  up(words: readonly string[], options: RunOptions = {}): Promise<Said> {
    return this.run(["up", ...words], options);
  }

  run(words: readonly string[], { env = {}, answer, watch }: RunOptions = {}): Promise<Said> {
    const started = performance.now();
    const lab = [process.execPath, this.copy.path("render/lab.mjs"), ...words];
    const onTerminal = ["script", "--quiet", "--return", "--echo", "never", "--command", lab.join(" "), "/dev/null"];
    const [file = "", ...rest] = answer === undefined ? lab : onTerminal;
    const child = spawn(file, rest, {
      cwd: this.copy.folder,
      env: { ...process.env, NO_COLOR: "1", XDG_STATE_HOME: this.#state, ...GIVEN, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let output = "";
    let answered = 0;
    const hear = (chunk: string) => {
      output += chunk;
      watch?.(output, () => killTree(child.pid));
      const reply = answer?.(stripVTControlCharacters(output.slice(answered)));
      if (reply === undefined) return;
      answered = output.length;
      child.stdin.write(`${reply}\n`);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", hear);
    if (answer === undefined) child.stdin.end();
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", status => resolve({ status, output, seconds: (performance.now() - started) / 1000 }));
    });
  }

  dispose(): void {
    this.copy.dispose();
    rmSync(this.#state, { recursive: true, force: true });
  }
}

/** Kills a process and what it has started, but for what has left it, as a connection does that ssh keeps. */
function killTree(pid: number | undefined): void {
  if (pid === undefined || !existsSync(`/proc/${pid}`)) return;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  process.kill(pid, "SIGKILL");
  for (const child of children) killTree(Number(child));
}

/** Answers the question for a disk with the first that holds nothing. */
export function firstDisk(question: string): string | undefined {
  return /Type (\S+)(?: or \S+)* to format it as "[^"]+", or nothing to stop: $/.exec(question)?.[1];
}
