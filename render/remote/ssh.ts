import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { errorLines } from "./error-lines.ts";
import { holdProcess } from "./hold-process.ts";
import { loginCommand } from "./login-command.ts";
import { type Forward, type Hold, type Holdable, RemoteFailure, type RunOptions } from "./remote.ts";
import { type Ran, runProcess } from "./run-process.ts";
import { type SshAccess, socketOf, sshWords } from "./ssh-words.ts";
import type { SudoPassword } from "./sudo-password.ts";
import { whyLost } from "./why-lost.ts";

export interface SshRemote extends Holdable {
  /** Ends the connection, and what still runs over it here; what runs there ends by itself, or when its time is up. */
  close(): Promise<void>;
}

/** How root runs a script for the account that is logged in: words before it, and what they read before its input. */
interface AsRoot {
  readonly as: string;
  readonly password?: string;
}

const LOGGED_IN: AsRoot = { as: "" };
const BY_PASSWORD = 'sudo -k -S -p "" --';

/** Status of ssh itself, when the script has none. */
const LOST = 255;
/** Statuses of `timeout`, when it has ended what it ran: https://www.gnu.org/software/coreutils/timeout */
const TIMED_OUT: readonly (number | undefined)[] = [124, 137];
/** Within which a script that goes on has to print its line. */
const HOLD_SECONDS = 180;
/** By which ssh is given up after the script should have been ended there. */
const GRACE_SECONDS = 20;
const CONTROL_MILLISECONDS = 5000;

const HOW_TO_BECOME_ROOT = `
if [ "$(id -u)" = 0 ]; then echo root
elif ! command -v sudo >/dev/null; then echo nowhere
elif sudo -k -n true 2>/dev/null; then echo freely
else echo password
fi`;

/**
 * A host, over the ssh of this machine: one connection, which is made by the first script and serves all that follow.
 *
 * @param sudo gives the password, where sudo asks for one
 */
export function sshRemote(access: SshAccess, sudo: SudoPassword): SshRemote {
  const { name, login } = access;
  const closing = new AbortController();
  const wayToRoot = once(async () => (await runAs(LOGGED_IN, HOW_TO_BECOME_ROOT, { timeoutSeconds: 30 })).trim());
  const asRoot = once(becomeRoot);

  async function run(script: string, options: RunOptions = {}): Promise<string> {
    await wayToRoot(); // two first scripts at once would make two connections
    return runAs(options.asRoot ? await asRoot() : LOGGED_IN, script, options);
  }

  async function becomeRoot(): Promise<AsRoot> {
    const way = await wayToRoot();
    if (way === "root") return LOGGED_IN;
    if (way === "freely") return { as: "sudo -k -n --" };
    if (way === "password") return { as: BY_PASSWORD, password: await sudo.on(name, takes) };
    throw new RemoteFailure(
      `Cannot become root on ${name}: it has no sudo and "${login.user}" is not root, install sudo there and let it in`,
      undefined,
    );
  }

  /** Nothing but the password is given: what follows would be taken for a second attempt, were the first one refused. */
  async function takes(password: string): Promise<boolean> {
    const { status, stderr } = await send({ as: BY_PASSWORD }, "true", `${password}\n`, 30);
    if (status === LOST) throw whyLost(stderr, { ...access, user: login.user });
    return status === 0;
  }

  async function runAs(way: AsRoot, script: string, options: RunOptions): Promise<string> {
    const { timeoutSeconds = 60 } = options;
    const input = inputAfter(way.password, options.input);
    const started = performance.now();
    const ran = await send(way, script, input, timeoutSeconds);
    if (ran.status === 0 && ran.cutShort === undefined) return ran.stdout;
    const seconds = (performance.now() - started) / 1000;
    throw failure(script, ran, { input, isLate: seconds >= timeoutSeconds, timeoutSeconds });
  }

  function send({ as }: AsRoot, script: string, input: RunOptions["input"], timeoutSeconds: number): Promise<Ran> {
    const command = loginCommand(script, { as, timeoutSeconds });
    return runProcess("ssh", [...sshWords(access, { ClearAllForwardings: "yes" }), command], {
      input,
      timeoutMilliseconds: (timeoutSeconds + GRACE_SECONDS) * 1000,
      signal: closing.signal,
    });
  }

  async function hold(script: string): Promise<Hold> {
    const { as, password } = await asRoot();
    const command = loginCommand(script, { as, timeoutSeconds: 0 });
    const input = password === undefined ? "" : `${password}\n`;
    const { said, ended } = holdProcess("ssh", [...sshWords(access, { ClearAllForwardings: "yes" }), command], {
      input,
      signal: closing.signal,
      limitMilliseconds: HOLD_SECONDS * 1000,
    });
    const line = await said;
    if (line === undefined) throw failure(script, await ended, { input, isLate: false, timeoutSeconds: HOLD_SECONDS });
    return { said: line, ended: ended.then(() => {}) };
  }

  function failure(
    script: string,
    ran: Ran,
    { input, isLate, timeoutSeconds }: { input: RunOptions["input"]; isLate: boolean; timeoutSeconds: number },
  ): RemoteFailure {
    const { status, stderr, cutShort } = ran;
    if (status === LOST) return whyLost(stderr, { ...access, user: login.user });
    const cannot = `Cannot run ${titleOf(script)} on ${name}:`;
    const said = errorLines(stderr, input);
    if (cutShort === "took too long" || (isLate && TIMED_OUT.includes(status))) {
      return new RemoteFailure(`${cannot} it was not done within ${timeoutSeconds} s${said}`, undefined);
    }
    if (cutShort !== undefined) return new RemoteFailure(`${cannot} it ${cutShort}${said}`, undefined);
    if (status === undefined) return new RemoteFailure(`${cannot} it was interrupted here${said}`, undefined);
    return new RemoteFailure(`${cannot} it ended with ${status}${said}`, status);
  }

  async function forward(target: string): Promise<Forward> {
    await run("true");
    const port = await freePort();
    const way = `127.0.0.1:${port}:${target}`;
    const { status, stderr } = await control("forward", ["-L", way]);
    if (status !== 0) {
      throw new RemoteFailure(`Cannot reach ${target} through ${name}:${errorLines(stderr, undefined)}`, undefined);
    }
    return { address: `127.0.0.1:${port}`, close: async () => void (await control("cancel", ["-L", way])) };
  }

  function control(order: "forward" | "cancel" | "exit", words: readonly string[] = []): Promise<Ran> {
    const all = ["-O", order, ...words, "-S", socketOf(access), access.address];
    return runProcess("ssh", all, { timeoutMilliseconds: CONTROL_MILLISECONDS });
  }

  async function hangUp(): Promise<void> {
    await control("exit");
  }

  async function close(): Promise<void> {
    closing.abort();
    await hangUp();
  }

  return { name, run, hold, forward, hangUp, close };
}

/** What a task came to, for everyone who asks; after a failure the next one tries again. */
function once<T>(task: () => Promise<T>): () => Promise<T> {
  let outcome: Promise<T> | undefined;
  return () => {
    outcome ??= task().catch(error => {
      outcome = undefined;
      throw error;
    });
    return outcome;
  };
}

function inputAfter(password: string | undefined, input: RunOptions["input"]): RunOptions["input"] {
  if (password === undefined) return input;
  if (typeof input !== "object") return `${password}\n${input ?? ""}`;
  return Buffer.concat([Buffer.from(`${password}\n`), input]);
}

const LONGEST_TITLE = 100;

/** The first line of a script that does something, and more than to set a variable. */
function titleOf(script: string): string {
  const lines = script.split("\n").filter(line => line.trim() !== "" && !/^\s*(#|\w+=\S*\s*$)/.test(line));
  const first = (lines[0] ?? "").trim();
  const isWhole = lines.length <= 1 && first.length <= LONGEST_TITLE;
  return `"${first.slice(0, LONGEST_TITLE)}${isWhole ? "" : " …"}"`;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
