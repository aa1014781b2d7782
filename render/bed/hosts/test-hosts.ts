import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { clusters } from "../../../clusters/index.ts";
import type { Cluster, Node } from "../../../clusters/lab.ts";
import { ROUTER } from "./network.ts";
import { type Outside, startOutside } from "./outside.ts";
import { RUN_FOLDER } from "./run-folder.ts";
import { detachDisk, nameDisks } from "./stand-ins/disk.ts";
import { layOutFirmware } from "./stand-ins/firmware.ts";
import type { ImageName } from "./stand-ins/images.ts";
import { replaceIscsi } from "./stand-ins/iscsi.ts";
import { pretendJobImage } from "./stand-ins/job-image.ts";
import { sharePrograms } from "./stand-ins/programs.ts";
import { TestHost } from "./test-host.ts";

export interface TestHostsOptions {
  /** Default: as many as the declared lab has nodes. */
  readonly count?: number;
  /** Whether sudo of the account asks for its password. Default: it does not, as on a new Raspberry Pi OS. */
  readonly sudo?: "nopasswd" | "password";
  /** Default 3072: of the system's disk of each. */
  readonly mebibytes?: number;
  /** Default 64: of each disk that the declared lab gives a node. */
  readonly diskMebibytes?: number;
  /**
   * Images that run for real. Default: that of PostgreSQL alone, for Gitea starts only where the certificate of the lab's
   * authority was learned, which is no part of `lab up <node>`.
   */
  readonly images?: readonly ImageName[];
}

/** Password of the account on every test host. */
export const PASSWORD = "a raspberry on every host";

export interface TestHosts {
  /** By name, as the declared lab has them. */
  readonly hosts: ReadonlyMap<string, TestHost>;
  readonly outside: Outside;
  /** Of the key by which the account lets in. */
  readonly keyFile: string;
  host(name: string): TestHost;
  stop(): Promise<void>;
}

/**
 * Machines as they are after a new installation: an account with a key that may use sudo, sshd, and nothing of the lab.
 * The key is the one that ssh of this process takes by itself; no host is known to it yet.
 *
 * What a container cannot be is in `stand-ins/`, which is the closed list: k3s, Docker and Compose, the image of jobs, the
 * firmware, a disk and its name, and the daemon of iSCSI.
 */
export async function testHosts(options: TestHostsOptions = {}): Promise<TestHosts> {
  const { nodes } = clusters[0] as Cluster;
  const { count = Object.keys(nodes).length } = options;
  const folder = mkdtempSync(join(process.env[RUN_FOLDER] as string, "hosts-"));
  const keyFile = makeKey();
  const outside = await startOutside();
  const names = Object.keys(nodes).slice(0, count);
  const hosts = new Map(names.map(name => [name, install(name, join(folder, name), keyFile, options)]));
  const stop = async () => {
    for (const host of hosts.values()) {
      await host.cut();
      execFileSync("umount", ["--recursive", host.root, join(folder, host.name, "system")]);
      for (const device of host.disks) detachDisk(device);
    }
    await outside.stop();
    rmSync(folder, { recursive: true });
  };
  try {
    await Promise.all([...hosts.values()].map(host => host.powerOn()));
  } catch (error) {
    await stop();
    throw error;
  }
  const host = (name: string) => {
    const found = hosts.get(name);
    if (found === undefined) throw new Error(`There is no test host "${name}"`);
    return found;
  };
  return { hosts, outside, keyFile, host, stop };
}

/** A machine of the declared lab, installed and without power. */
function install(name: string, folder: string, keyFile: string, options: TestHostsOptions): TestHost {
  const { nodes, hosts } = clusters[0] as Cluster;
  const { address, disks } = nodes[name] as Node;
  const { sudo = "nopasswd", mebibytes = 3072, diskMebibytes = 64, images = ["postgres"] } = options;
  const shared = sharePrograms(process.env[RUN_FOLDER] as string, images);
  const disksMebibytes = disks.map(() => diskMebibytes);
  const host = new TestHost({ name, address, folder, mebibytes, disksMebibytes, shared });
  addAccount(host, hosts.user, sudo, keyFile);
  layOutFirmware(host.root);
  nameDisks(host.root);
  replaceIscsi(host.root);
  pretendJobImage(host.root);
  writeFileSync(join(host.root, "etc/apt/sources.list"), `deb [trusted=yes] http://${ROUTER}/debian ./\n`);
  return host;
}

/** A new key in the place where ssh looks for one, and hosts that it knows none of. */
function makeKey(): string {
  const folder = join(homedir(), ".ssh");
  const file = join(folder, "id_ed25519");
  for (const name of ["id_ed25519", "id_ed25519.pub", "known_hosts"]) rmSync(join(folder, name), { force: true });
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file]);
  return file;
}

function addAccount({ root }: TestHost, user: string, sudo: "nopasswd" | "password", keyFile: string): void {
  const chroot = (words: readonly string[], input = "") => execFileSync("chroot", [root, ...words], { input });
  chroot(["useradd", "--create-home", "--shell", "/bin/bash", "--groups", "sudo", user]);
  chroot(["chpasswd"], `${user}:${PASSWORD}\n`);
  chroot(["install", "-d", "-m", "0700", "-o", user, "-g", user, `/home/${user}/.ssh`]);
  chroot(["sh", "-c", `cat > /home/${user}/.ssh/authorized_keys`], readFileSync(`${keyFile}.pub`, "utf8"));
  if (sudo === "password") return;
  const rule = join(root, "etc/sudoers.d/010_pi-nopasswd");
  writeFileSync(rule, `${user} ALL=(ALL) NOPASSWD: ALL\n`);
  chmodSync(rule, 0o440);
}
