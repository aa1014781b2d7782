import type { Host } from "../../platform/hosts/host.ts";

/** Where a machine is reached, and by which files of this one. */
export interface SshAccess {
  readonly name: string;
  readonly address: string;
  /** Default: what the user's configuration says, else 22. */
  readonly port?: number;
  readonly login: Host["login"];
  /** Folder of sockets. Only this user may enter it, and its path is short: a socket's has at most 104 characters on a Mac. */
  readonly folder: string;
  /** File of the keys of hosts that are trusted. */
  readonly knownHosts: string;
}

/** Seconds that an idle connection is kept for the next script, should this process be killed and not close it. */
const IDLE_SECONDS = 60;

/**
 * Words of `ssh` up to and with the destination. The user's configuration still says which keys and which way; it is
 * another file where `LAB_SSH_CONFIG` names one. What is said here goes before it.
 *
 * @see https://man.openbsd.org/ssh_config
 */
export function sshWords(access: SshAccess, options: Readonly<Record<string, string>> = {}): string[] {
  const { address, port, login, knownHosts } = access;
  const config = process.env.LAB_SSH_CONFIG;
  const said: Readonly<Record<string, string>> = {
    BatchMode: "yes",
    ConnectTimeout: "10",
    ServerAliveInterval: "5",
    ServerAliveCountMax: "3",
    StrictHostKeyChecking: "yes",
    UserKnownHostsFile: pathOption(knownHosts),
    HashKnownHosts: "no",
    ControlMaster: "auto",
    ControlPersist: String(IDLE_SECONDS),
    ControlPath: pathOption(socketOf(access)),
    ForwardAgent: "no",
    RequestTTY: "no",
    RemoteCommand: "none",
    LogLevel: "ERROR",
    ...(login.jump !== undefined && { ProxyJump: login.jump }),
    ...(port !== undefined && { Port: String(port) }),
    User: login.user,
    ...options,
  };
  return [
    ...(config ? ["-F", config] : []),
    ...Object.entries(said).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
    address,
  ];
}

export function socketOf({ folder, name }: SshAccess): string {
  return `${folder}/${name}`;
}

/** A path as the value of an option, which may hold blanks, and in which a percent sign begins something. */
function pathOption(path: string): string {
  return `"${path.replaceAll("%", "%%")}"`;
}
