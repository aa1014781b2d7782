import { randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";
import type { Connections } from "../remote/connect.ts";
import { type Holdable, type Remote, RemoteFailure } from "../remote/remote.ts";
import { script } from "./script.ts";

/** In memory there: what has started anew is held by nobody. */
const FOLDER = "/run/lab";

/** After which a host takes a connection for lost over which nothing came, and frees itself. */
const PATIENCE_SECONDS = 60;

/** Who works on hosts, of which there is one for each run of a command. */
export interface Holder {
  /** By which a run knows its own lock after a lost connection. */
  readonly run: string;
  /** As others read it: `anna on macbook for "lab up pi1" since 2026-11-30T07:12:03.000Z`. */
  readonly text: string;
}

/** @param command `lab up pi1` */
export function holderOf(command: string): Holder {
  const text = `${userInfo().username} on ${hostname()} for "${command}" since ${new Date().toISOString()}`;
  return { run: randomUUID(), text };
}

/** Another command works on a host. */
export class HostTaken extends RemoteFailure {
  constructor(host: string, holder: string) {
    super(
      `Cannot work on ${host}: it is held by ${holder}, wait until that is done or end it there, and run this again; ` +
        `the lock goes with its connection, at most ${PATIENCE_SECONDS} s after that is lost`,
      undefined,
    );
  }
}

/**
 * A host on which scripts run under its lock: the first one takes it, or fails at once, and it is held until the
 * connection ends. What has lost it, as by a new start of the host, takes it again with the next script.
 */
export function lockedRemote(remote: Holdable, holder: Holder, patienceSeconds = PATIENCE_SECONDS): Remote {
  let lock: Promise<void> | undefined;
  const isFree = () => {
    lock = undefined;
  };
  async function take(): Promise<void> {
    const values = { folder: FOLDER, run: holder.run, holder: holder.text, patience: String(patienceSeconds) };
    const { said, ended } = await remote.hold(script("hold-lock", values));
    const [outcome, who = ""] = said.split("\t");
    if (outcome !== "taken") throw new HostTaken(remote.name, who);
    ended.then(isFree, isFree);
  }
  return {
    ...remote,
    async run(script, options) {
      lock ??= take().catch(error => {
        isFree();
        throw error;
      });
      await lock;
      return remote.run(script, options);
    },
  };
}

/** What a command keeps others from, while it works. */
export interface Lock {
  /** As others read it: `lab up pi1`. */
  readonly command: string;
  /** Hosts that it takes before it begins; another one it takes with its first script there. */
  readonly takes: readonly string[] | "all";
}

/**
 * The hosts of a cluster, on which everything then runs under a lock. Those that are taken at once are taken in the order
 * of the cluster, so that of two commands one gets them all; one that does not answer is taken when it does.
 *
 * @throws {Error} when other commands work on some of them, of which it names each
 */
export async function lockHosts(
  { remotes, answering }: Pick<Connections, "remotes" | "answering">,
  { command, takes }: Lock,
): Promise<ReadonlyMap<string, Remote>> {
  const holder = holderOf(command);
  const locked = new Map([...remotes].map(([name, remote]) => [name, lockedRemote(remote, holder)]));
  const refusals: string[] = [];
  for (const [name, remote] of locked) {
    if (!answering.has(name) || (takes !== "all" && !takes.includes(name))) continue;
    await remote.run("true").catch(error => {
      if (error instanceof HostTaken) refusals.push(error.message);
    });
  }
  if (refusals.length > 0) throw new Error(refusals.join("\n"));
  return locked;
}
