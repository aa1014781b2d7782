import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { type Ran, runProcess } from "./run-process.ts";
import { type SshAccess, sshWords } from "./ssh-words.ts";

const PATIENCE_MILLISECONDS = 15_000;

/** A host at first sight. */
export interface ShownKey {
  readonly access: SshAccess;
  /** Lines for the file of known hosts. */
  readonly lines: string;
  /** `SHA256:… (ED25519)` */
  readonly fingerprint: string;
}

/**
 * The key that a host shows when no key of it is known, by a connection over which nothing is said: the same way that
 * scripts will go, so that a jump host serves here too, as it does not for ssh-keyscan.
 *
 * @returns undefined when a key is known, whichever it shows now, or when it does not answer: the first script tells
 */
export async function shownKey(access: SshAccess): Promise<ShownKey | undefined> {
  if (await isKnown(access)) return undefined;
  const shown = `${access.folder}/${access.name}.key`;
  try {
    await run("ssh", [...sshWords({ ...access, knownHosts: shown }, ACCEPTING), "true"]);
    if (!existsSync(shown)) return undefined;
    return { access, lines: readFileSync(shown, "utf8"), fingerprint: await fingerprintOf(shown) };
  } finally {
    rmSync(shown, { force: true });
  }
}

/** Trusts a host by the key that it has shown. */
export function trust({ access, lines }: ShownKey): void {
  mkdirSync(dirname(access.knownHosts), { recursive: true, mode: 0o700 });
  appendFileSync(access.knownHosts, lines, { mode: 0o600 });
}

/** No login is tried, and so the host learns nothing, and no agent asks. */
const ACCEPTING = {
  StrictHostKeyChecking: "accept-new",
  GlobalKnownHostsFile: "none",
  PreferredAuthentications: "none",
  ControlMaster: "no",
  ControlPath: "none",
};

async function isKnown(access: SshAccess): Promise<boolean> {
  if (!existsSync(access.knownHosts)) return false;
  const { stdout } = await run("ssh", ["-G", ...sshWords(access)]);
  const setting = (name: string) => new RegExp(`^${name} (.+)$`, "m").exec(stdout)?.[1];
  const host = setting("hostkeyalias") ?? setting("hostname") ?? access.address;
  const port = setting("port") ?? "22";
  const { status } = await run("ssh-keygen", [
    "-F",
    port === "22" ? host : `[${host}]:${port}`,
    "-f",
    access.knownHosts,
  ]);
  return status === 0;
}

/** `256 SHA256:… 192.168.1.201 (ED25519)` without what is not the key's. */
async function fingerprintOf(file: string): Promise<string> {
  const { stdout } = await run("ssh-keygen", ["-lf", file]);
  const [, sum = "", ...rest] = (stdout.split("\n")[0] ?? "").split(" ");
  return `${sum} ${rest.at(-1) ?? ""}`;
}

function run(program: string, words: readonly string[]): Promise<Ran> {
  return runProcess(program, words, { timeoutMilliseconds: PATIENCE_MILLISECONDS });
}
