/**
 * What one machine should be, as plain data: rendered to `rendered/<cluster>/hosts/<name>.yaml` and, file by file, to
 * `rendered/<cluster>/hosts/<name>/`, and compared by `lab up` with what the machine is.
 */
export interface Host extends HostLists {
  readonly cluster: string;
  readonly name: string;
  readonly address: string;
  readonly architecture: "arm64" | "amd64";
  /** Account to log in as over SSH, and how to come there. */
  readonly login: { readonly user: string; readonly jump?: string };
  readonly timeZone: string;
}

/** What the parts of a host add up to. */
export interface HostLists {
  /** Debian packages. */
  readonly packages: readonly string[];
  /** Words of the one line of `/boot/firmware/cmdline.txt`, which take effect at the next start. */
  readonly kernelArguments: readonly string[];
  /** Lines of `/boot/firmware/config.txt`, likewise; both files are a Raspberry Pi's. */
  readonly firmware: readonly string[];
  readonly disks: readonly Disk[];
  /** Accounts of services, without a password or a shell. */
  readonly users: readonly User[];
  readonly folders: readonly Folder[];
  readonly files: readonly HostFile[];
  /** Programs that no package brings. */
  readonly programs: readonly Program[];
  readonly secrets: readonly HostSecret[];
  /** Units of systemd that are enabled and run, in the order in which they are first started. */
  readonly units: readonly Unit[];
}

/** What one concern adds to a host. */
export type HostPart = Partial<HostLists>;

/** A disk of its own for one use. */
export interface Disk {
  /** Label of its file system: `lab-longhorn`. */
  readonly label: string;
  readonly fileSystem: "ext4" | "xfs";
  readonly mountPoint: string;
}

export interface User {
  readonly name: string;
  readonly home: string;
  readonly groups?: readonly string[];
}

export interface Folder {
  readonly path: string;
  /** Owner and group; default `root:root`. By number where only a container knows the name. */
  readonly owner?: string;
  /** Default `0755`. */
  readonly mode?: string;
}

/** A file, as it lies on the host but for its secrets: `@@postgres/superuser@@` stands where one goes. */
export interface HostFile {
  /** Absolute path on the host. */
  readonly path: string;
  readonly content: string;
  /** Default `root:root`. */
  readonly owner?: string;
  /** Default `0644`; `0600` where it holds a secret. */
  readonly mode?: string;
  /** Units that read it when they start, and are restarted when it has changed, if they run. */
  readonly restarts?: readonly string[];
}

export interface Program {
  /** Absolute path on the host. */
  readonly path: string;
  readonly version: string;
  readonly url: string;
  /** Where its publisher lists the SHA-256 of what lies beside it, as `sha256sum` prints them. */
  readonly checksums: string;
  /** What it must have, whatever its publisher lists. Absent: the facts pin none, and that list is believed. */
  readonly sha256?: string;
  /** Units that run it. */
  readonly restarts?: readonly string[];
}

/** A secret that files of a host hold. */
export interface HostSecret {
  /** As in the source of secrets (`platform/secrets/source.ts`): `postgres/superuser`. */
  readonly name: string;
  /** Host that keeps it, in `/etc/lab/secrets/<name>`, for root alone; another that needs it gets it from there. */
  readonly home: string;
  /**
   * `made`: random, made there when it is missing. `given`: a person's, asked of the source of secrets when it is missing.
   * `later`: what a later step of `lab up` finds out; files that hold it are written then. One that another host keeps,
   * whose service has moved, is taken from there.
   */
  readonly origin: "made" | "given" | "later";
  /** How the 32 random bytes of one that is made are written; default `hex`. */
  readonly encoding?: "hex" | "base64url";
  /** What it is and where one gets it, on one line. */
  readonly what: string;
}

export interface Unit {
  readonly name: string;
  /** The step of `lab up` that starts it: before Docker's services, with them, or with k3s. */
  readonly stage: "base" | "services" | "k3s";
}

/** Folder on its host of the secrets that the host keeps. */
export const HOST_SECRETS = "/etc/lab/secrets";

/** What stands in a file where a secret goes. */
export function secretMark(name: string): string {
  return `@@${name}@@`;
}

/** Names of the secrets that a text has marks of, in their order. */
export function marksIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/@@([a-z0-9-]+(?:\/[a-z0-9-]+)+)@@/g), ([, name]) => name as string))];
}
