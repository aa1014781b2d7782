import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "../../platform/hosts/host.ts";
import { secret } from "../../platform/secrets/source.ts";
import { userState } from "../user-state.ts";
import { type ShownKey, shownKey, trust } from "./host-keys.ts";
import { type SshRemote, sshRemote } from "./ssh.ts";
import type { SshAccess } from "./ssh-words.ts";
import { sudoPassword } from "./sudo-password.ts";

export interface Connections {
  /** Every host, by its name, also those that do not answer: their first script says so. */
  readonly remotes: ReadonlyMap<string, SshRemote>;
  /** Names of those that did answer, and let become root. */
  readonly answering: ReadonlySet<string>;
  /** Ends every connection. To be called whatever happens, an order to end included. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Asks the person at the terminal; undefined when there is none. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Trust a host that was never seen without a question. */
  readonly trustsNewHosts?: boolean;
}

/**
 * Connects to hosts of one cluster, whose keys are trusted from an earlier time, or now after a look at them. The password
 * of sudo, where a host wants one, is secret `hosts/sudo`.
 *
 * @throws {Error} when a key is not trusted
 */
export async function connect(hosts: readonly Host[], options: ConnectOptions): Promise<Connections> {
  const folder = mkdtempSync("/tmp/lab-");
  const sudo = sudoPassword(() => secret("hosts/sudo"));
  const remotes = new Map(hosts.map(host => [host.name, sshRemote(accessTo(host, folder), sudo)]));
  const close = async () => {
    await Promise.all([...remotes.values()].map(remote => remote.close()));
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  try {
    const shown = await Promise.all(hosts.map(async host => ({ host, key: await shownKey(accessTo(host, folder)) })));
    for (const { host, key } of shown) if (key !== undefined) await meet(host, key, options);
    const names = await Promise.all([...remotes.values()].map(nameIfAnswers));
    return { remotes, answering: new Set(names.filter(name => name !== undefined)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** File of the keys of a cluster's hosts that are trusted. */
export function knownHostsOf(cluster: string): string {
  return join(userState(cluster), "known_hosts");
}

/** A short folder, for there is a limit to the path of a socket; `tmpdir()` of a Mac takes half of it. */
function accessTo({ cluster, name, address, login }: Host, folder: string): SshAccess {
  return { name, address, login, folder, knownHosts: knownHostsOf(cluster) };
}

function nameIfAnswers(remote: SshRemote): Promise<string | undefined> {
  return remote.run("true", { asRoot: true }).then(
    () => remote.name,
    () => undefined,
  );
}

async function meet(
  { cluster, name, address }: Host,
  key: ShownKey,
  { ask, trustsNewHosts = false }: ConnectOptions,
): Promise<void> {
  const host = `${name} (${address})`;
  if (trustsNewHosts) return trust(key);
  const answer = await ask(
    `${host} was not seen before. Its key is ${key.fingerprint}, as on its own screen this shows:\n` +
      `  ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\nTrust it from now on? [yes/no] `,
  );
  if (answer === "yes") return trust(key);
  const remedy =
    answer === undefined
      ? `run this on a terminal, which asks, or trust it first: npx lab up ${name} --cluster ${cluster} --dry-run --trust-new-hosts`
      : "nothing was done there, run this again when you know that it is the right one";
  throw new Error(`Cannot reach ${host}: its key ${key.fingerprint} is not trusted, ${remedy}`);
}
