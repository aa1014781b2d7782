import { execFileSync, type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Cluster } from "../../../clusters/lab.ts";
import { hostOf } from "../../../platform/hosts/host-of.ts";
import { POSTGRES_USER } from "../../../platform/hosts/parts/postgres-settings.ts";
import { debianRoot } from "../../bed/hosts/debian-root.ts";
import { storePackages } from "../../bed/hosts/package-store.ts";

/** What is in the image of the server, as the packages of Debian have it. */
export const POSTGRES_PACKAGES = ["openssl", "pgbackrest", "postgresql-17"];

const PROGRAMS = "/usr/lib/postgresql/17/bin:/usr/bin:/bin";

/**
 * The container of PostgreSQL without its container: Debian's own server and pgBackRest in a root of their own, with the
 * files of the host as they are rendered, at the paths that they have there.
 */
export class PostgresMachine {
  readonly root: string;

  /** @param adapt changes the text of a file by its path, where a fact differs from the lab's */
  constructor(
    folder: string,
    cluster: Cluster,
    secrets: Readonly<Record<string, string>>,
    adapt: (path: string, text: string) => string,
  ) {
    this.root = join(folder, "root");
    const layers = ["upper", "work"].map(name => join(folder, name));
    for (const path of [this.root, ...layers]) mkdirSync(path, { recursive: true });
    const [upper, work] = layers;
    run(
      "mount",
      "-t",
      "overlay",
      "-o",
      `lowerdir=${debianRoot},upperdir=${upper},workdir=${work}`,
      "overlay",
      this.root,
    );
    run("mount", "-t", "proc", "proc", join(this.root, "proc"));
    run("mount", "--rbind", "/dev", join(this.root, "dev"));
    this.#install();
    this.#place(cluster, secrets, adapt);
  }

  /** Runs a program as the image's user, and returns what it prints. */
  run(...words: string[]): string {
    const { status, stdout, stderr } = this.try(...words);
    if (status !== 0) throw new Error(`Cannot run ${words.join(" ")}: ${stdout}${stderr}`);
    return stdout.trim();
  }

  try(...words: string[]): SpawnSyncReturns<string> {
    return spawnSync("chroot", this.#words(words), { encoding: "utf8" });
  }

  /** Starts the server, by the script of its container. */
  start() {
    const script = "/etc/lab/postgres/settings/start.sh";
    return spawn("chroot", this.#words(["env", "LAB_PASSWORD=/etc/lab/postgres/superuser", "sh", script]), {
      stdio: "ignore",
    });
  }

  /** Its own root is not the system's, so that what is mounted below must go with it. */
  remove(): void {
    for (const path of ["dev", "proc", ""]) run("umount", "--recursive", "--lazy", join(this.root, path));
  }

  #words(words: readonly string[]): string[] {
    const user = ["setpriv", `--reuid=${POSTGRES_USER}`, `--regid=${POSTGRES_USER}`, "--clear-groups"];
    return [this.root, ...user, "env", `PATH=${PROGRAMS}`, "HOME=/tmp", "LC_ALL=C.UTF-8", ...words];
  }

  #install(): void {
    cpSync(storePackages(POSTGRES_PACKAGES), join(this.root, "packages"), { recursive: true });
    writeFileSync(join(this.root, "usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
    const install =
      "dpkg --force-depends --force-unsafe-io --install /packages/*.deb >/packages/log 2>&1 || { tail -20 /packages/log >&2; exit 1; }";
    run("chroot", this.root, "sh", "-c", `export DEBIAN_FRONTEND=noninteractive; ${install}`);
    run(
      "chroot",
      this.root,
      "sh",
      "-c",
      `usermod -o -u ${POSTGRES_USER} postgres && groupmod -o -g ${POSTGRES_USER} postgres`,
    );
  }

  #place(
    cluster: Cluster,
    secrets: Readonly<Record<string, string>>,
    adapt: (path: string, text: string) => string,
  ): void {
    const { files, folders } = hostOf(cluster, cluster.postgres.node);
    for (const { path, owner = "0:0" } of folders.filter(folder => /postgres/.test(folder.path))) {
      mkdirSync(join(this.root, path), { recursive: true });
      own(join(this.root, path), owner);
    }
    for (const { path, content, owner = "0:0", mode = "0644" } of files.filter(file =>
      file.path.startsWith("/etc/lab/postgres/"),
    )) {
      const file = join(this.root, path);
      mkdirSync(dirname(file), { recursive: true });
      const text = adapt(path, content).replaceAll(/@@([a-z0-9/-]+)@@/g, (_, name: string) => secrets[name] as string);
      writeFileSync(file, text, { mode: Number.parseInt(mode, 8) });
      own(file, owner);
    }
  }
}

function own(path: string, owner: string): void {
  const [user, group] = owner.replaceAll("root", "0").split(":").map(Number);
  chownSync(path, user as number, group as number);
}

function run(file: string, ...words: string[]): void {
  execFileSync(file, words, { stdio: ["ignore", "ignore", "inherit"] });
}
