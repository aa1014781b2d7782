import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../../repository.ts";
import { freePort } from "../process/free-port.ts";
import type { GiteaSite } from "../servers/gitea.ts";
import type { GitAccess } from "../servers/gitea-repositories.ts";
import { loopbackSite } from "../site.ts";

/** Where the lab in a box keeps its state; git ignores it. */
export const boxFolder = join(repositoryFolder, ".box");

/** What stays the same from one start of a box to the next, and the process that runs it now. */
export interface Box {
  readonly cluster: string;
  readonly gitea: GiteaSite;
  readonly argocdPort: number;
  /** Process identifier of `lab box start`. */
  readonly pid: number;
}

const FILE = join(boxFolder, "box.json");

/**
 * Takes the box for this process: the one that is there, or a new one on free ports.
 *
 * @throws {Error} when another process runs it, or it holds another cluster
 */
export async function takeBox(cluster: string): Promise<Box> {
  const present = readBox();
  refuseRunning(present);
  if (present !== undefined && present.cluster !== cluster) {
    throw new Error(
      `Cannot start a box of ${cluster}: .box/ holds one of ${present.cluster}, begin anew with "npx lab box start --fresh"`,
    );
  }
  const { gitea, argocdPort } = present ?? { gitea: await loopbackSite(), argocdPort: await freePort() };
  const box = { cluster, gitea, argocdPort, pid: process.pid };
  mkdirSync(boxFolder, { recursive: true, mode: 0o700 });
  writeFileSync(FILE, JSON.stringify(box));
  return box;
}

/** Removes all state of a box. @throws {Error} when a process runs it */
export function removeBox(): void {
  refuseRunning(readBox());
  rmSync(boxFolder, { recursive: true, force: true });
}

/** The box that runs now. @throws {Error} when none does */
export function runningBox(): Box {
  const box = readBox();
  if (box === undefined || !isAlive(box.pid)) {
    throw new Error('Cannot push: no lab in a box runs, start one with "npm run lab-in-a-box"');
  }
  return box;
}

const ACCESS = join(boxFolder, "access.json");

/** Lets other commands push to the box's Gitea. */
export function writeAccess({ url, certificate, administrator, token }: GitAccess): void {
  writeFileSync(ACCESS, JSON.stringify({ url, certificate, administrator, token }), { mode: 0o600 });
}

export function readAccess(): GitAccess {
  return JSON.parse(readFileSync(ACCESS, "utf8")) as GitAccess;
}

function readBox(): Box | undefined {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Box) : undefined;
}

function refuseRunning(box: Box | undefined): void {
  if (box === undefined || box.pid === process.pid || !isAlive(box.pid)) return;
  throw new Error(`Cannot start a box: process ${box.pid} runs the one in .box/, stop that first with Ctrl-C`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
