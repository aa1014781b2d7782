import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { debianRoot } from "./debian-root.ts";
import { BRIDGE } from "./network.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { controlGroupRoots, hasUnifiedControlGroups, RUN_FOLDER } from "./run-folder.ts";
import { attachDisk } from "./stand-ins/disk.ts";
import type { Shared } from "./stand-ins/shared.ts";

export interface TestHostProps {
  readonly name: string;
  readonly address: string;
  /** Everything of this host lies here. */
  readonly folder: string;
  /** Size of its system's disk, which lies in memory. */
  readonly mebibytes: number;
  /** Sizes of its other disks. */
  readonly disksMebibytes: readonly number[];
  readonly shared: Shared;
}

const PATIENCE_MILLISECONDS = 30_000;

/** How long nspawn may take to see that what it ran is gone. */
const GRACE_MILLISECONDS = 5_000;

/** nspawn ends with this status when what runs in it restarts: systemd's EXIT_FORCE_RESTART. */
const RESTARTS = 133;

/**
 * A machine: a Debian of its own, booted by systemd-nspawn with systemd as its first process, which answers on the bridge
 * by SSH. It restarts when it is told to from within, and stays away when its power is cut.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd-nspawn.html
 */
export class TestHost {
  readonly name: string;
  readonly address: string;
  /** Its file system, as seen from here. */
  readonly root: string;
  /** Its disks beside that of the system: `/dev/loop3`. */
  readonly disks: readonly string[];
  readonly #props: TestHostProps;
  #machine: ChildProcess | undefined;
  #starts = 0;
  #areDisksThere = true;

  /** Lays out its disks; it has no power yet. */
  constructor(props: TestHostProps) {
    const { name, address, folder, mebibytes, disksMebibytes } = props;
    this.#props = props;
    this.name = name;
    this.address = address;
    this.root = join(folder, "root");
    mkdirSync(this.root, { recursive: true });
    const system = join(folder, "system");
    mkdirSync(system);
    run("mount", "-t", "tmpfs", "-o", `size=${mebibytes}m,mode=0755`, "tmpfs", system);
    for (const layer of ["upper", "work"]) mkdirSync(join(system, layer));
    const layers = `lowerdir=${debianRoot},upperdir=${join(system, "upper")},workdir=${join(system, "work")}`;
    run("mount", "-t", "overlay", "-o", layers, "overlay", this.root);
    this.disks = disksMebibytes.map((size, index) => attachDisk(join(folder, `disk-${index}`), size));
    this.#layOut();
  }

  /** How often it has started. */
  get starts(): number {
    return this.#starts;
  }

  get isOn(): boolean {
    return this.#machine !== undefined;
  }

  /**
   * Gives it power, and waits until it answers.
   *
   * @param disks `late`: those beside the system's are not there yet
   */
  async powerOn(disks: "there" | "late" = "there"): Promise<void> {
    if (this.isOn) return;
    this.#areDisksThere = disks === "there";
    this.#boot();
    await this.untilAnswers();
  }

  /** Takes its power away: everything that runs on it is gone at once. What it has written stays, as if its disks had a battery. */
  async cut(): Promise<void> {
    const machine = this.#machine;
    if (machine === undefined) return;
    this.#machine = undefined;
    const ended = once(machine, "exit");
    const first = firstProcess(machine);
    if (first !== undefined) process.kill(first, "SIGKILL"); // the first of a namespace takes all others along
    const timer = setTimeout(() => machine.kill("SIGKILL"), first === undefined ? 0 : GRACE_MILLISECONDS);
    await ended;
    clearTimeout(timer);
  }

  /** Its disks are there at last. */
  async plugIn(): Promise<void> {
    this.#areDisksThere = true;
    for (const device of this.disks) {
      const [major, minor] = readFileSync(`/sys/class/block/${basename(device)}/dev`, "utf8")
        .trim()
        .split(":");
      await this.inside(`mknod ${device} b ${major} ${minor}`);
    }
  }

  /** Waits until sshd greets. */
  async untilAnswers(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (!(await greets(this.address))) {
      if (performance.now() > deadline) throw new Error(`${this.name} does not answer\n${this.console}`);
      await sleep(50);
    }
  }

  /** Waits until it has started that often, and answers. */
  async untilStarted(times: number): Promise<void> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    while (this.#starts < times) {
      if (performance.now() > deadline) throw new Error(`${this.name} has not restarted\n${this.console}`);
      await sleep(50);
    }
    await this.untilAnswers();
  }

  /** Runs a script of sh on it as root, past SSH and without a trace; returns what it prints. */
  async inside(script: string): Promise<string> {
    const { status, stdout, stderr } = await this.tryInside(script);
    if (status !== 0) throw new Error(`Cannot run on ${this.name}: ${script}\n${stdout}${stderr}`);
    return stdout;
  }

  tryInside(script: string): Promise<Outcome> {
    const first = this.#machine && firstProcess(this.#machine);
    if (first === undefined) throw new Error(`Cannot run on ${this.name}: it has no power`);
    const words = [
      "--target",
      String(first),
      "--mount",
      "--uts",
      "--ipc",
      "--net",
      "--pid",
      "--cgroup",
      "--root",
      "--wd",
    ];
    const clean = ["env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"];
    return outcomeOf("nsenter", [...words, "--", ...clean, "timeout", "120", "sh", "-c", script]);
  }

  /** Leaves that much of the system's disk free, by making it smaller; without a number it has its size again. */
  leaveFree(kibibytes?: number): void {
    const system = join(this.#props.folder, "system");
    const used = Number(
      execFileSync("df", ["--output=used", "--block-size=1K", system], { encoding: "utf8" }).split("\n")[1],
    );
    const size = kibibytes === undefined ? `${this.#props.mebibytes}m` : `${used + kibibytes}k`;
    run("mount", "-o", `remount,size=${size}`, system);
  }

  /** What it has shown on its console. */
  get console(): string {
    return readFileSync(this.#log, "utf8");
  }

  get #log(): string {
    return join(this.#props.folder, "console.log");
  }

  /** What an installation gives a machine of its own: identity, address, and the keys of its sshd. */
  #layOut(): void {
    writeFileSync(
      join(this.root, "etc/machine-id"),
      `${Buffer.from(this.name).toString("hex").padEnd(32, "0").slice(0, 32)}\n`,
    );
    writeFileSync(join(this.root, "etc/hostname"), "raspberrypi\n");
    const network = join(this.root, "etc/systemd/network");
    mkdirSync(network, { recursive: true });
    writeFileSync(join(network, "10-lan.network"), `[Match]\nName=host0\n\n[Network]\nAddress=${this.address}/24\n`);
    const wanted = join(this.root, "etc/systemd/system/multi-user.target.wants");
    mkdirSync(wanted, { recursive: true });
    symlinkSync("/usr/lib/systemd/system/systemd-networkd.service", join(wanted, "systemd-networkd.service"));
    this.changeKeys();
  }

  /** Gives its sshd other keys, as a new installation has them. It shows them to who connects next. */
  changeKeys(): void {
    run("sh", "-c", `rm -f "$0"/etc/ssh/ssh_host_*_key*`, this.root);
    run("ssh-keygen", "-q", "-A", "-f", this.root);
  }

  #boot(): void {
    this.#starts++;
    appendFileSync(this.#log, `--- start ${this.#starts}\n`);
    const output = openSync(this.#log, "a");
    const groups = controlGroupRoots().map(root => join(root, basename(process.env[RUN_FOLDER] as string), this.name));
    const enter = groups.map(group => `mkdir -p ${group}; echo $$ > ${group}/cgroup.procs; `).join("");
    const machine = spawn("sh", ["-c", `${enter}exec systemd-nspawn "$@"`, "sh", ...this.#words()], {
      env: { ...process.env, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: hasUnifiedControlGroups() ? "1" : "0" },
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    this.#machine = machine;
    machine.once("exit", code => {
      if (this.#machine !== machine) return;
      this.#machine = undefined;
      if (code === RESTARTS) this.#boot();
    });
  }

  #words(): string[] {
    return [
      "--quiet",
      `--directory=${this.root}`,
      `--machine=${this.name}`,
      "--boot",
      "--register=no",
      "--keep-unit",
      "--console=read-only",
      "--timezone=off", // it is what the machine below has otherwise, from each start on
      "--resolv-conf=off",
      `--network-bridge=${BRIDGE}`,
      "--setenv=SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1", // https://github.com/systemd/systemd/blob/v257/NEWS (256)
      ...(this.#areDisksThere ? this.disks.map(device => `--bind=${device}`) : []),
      ...Object.entries(this.#props.shared).map(([seen, path]) => `--bind-ro=${path}:${seen}`),
    ];
  }
}

/** The first process of what nspawn runs, as it is numbered here. */
function firstProcess({ pid }: ChildProcess): number | undefined {
  try {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
    return first === undefined ? undefined : Number(first);
  } catch {
    return undefined;
  }
}

function greets(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port: 22, host: address, timeout: 500 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("data", () => end(true));
    for (const event of ["error", "timeout", "close"]) socket.once(event, () => end(false));
  });
}

function run(file: string, ...words: string[]): void {
  execFileSync(file, words, { stdio: ["ignore", "ignore", "pipe"] });
}
