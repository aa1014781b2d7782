import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../../repository.ts";
import { freePort } from "../process/free-port.ts";
import type { GiteaSite } from "../servers/gitea.ts";
import type { GitAccess } from "../servers/gitea-repositories.ts";
import { loopbackSite } from "../site.ts";
import { keptPort } from "./kept-port.ts";
import { lock, lockedBy } from "./lock.ts";

/** Where the lab in a box keeps its state; git ignores it. */
export const boxFolder = join(repositoryFolder, ".box");

/** What stays the same from one start of a box to the next. */
export interface Box {
  readonly cluster: string;
  readonly gitea: GiteaSite;
  readonly argocdPort: number;
}

const FILE = join(boxFolder, "box.json");
const ACCESS = join(boxFolder, "access.json");

/** Takes the box for this process until it ends. @throws {Error} when another process has it */
export async function takeBox(): Promise<void> {
  const owner = await lock(boxFolder);
  if (owner === undefined) return;
  throw new Error(`Cannot start a box: process ${owner} runs the one in .box/, stop that first with Ctrl-C`);
}

/** A box on free ports. */
export async function newBox(cluster: string): Promise<Box> {
  return { cluster, gitea: await loopbackSite(), argocdPort: await freePort() };
}

/**
 * The box of an earlier start, or a new one where there is none, or none that can be read. A port that somebody else took
 * meanwhile becomes another, which is but another fact to render.
 *
 * @throws {Error} when it holds another cluster
 */
export async function keptBox(cluster: string, say: (line: string) => void): Promise<Box> {
  const box = readBox();
  if (box === undefined) return newBox(cluster);
  if (box.cluster !== cluster) {
    throw new Error(
      `Cannot start a box of ${cluster}: .box/ holds one of ${box.cluster}, begin anew with "npx lab box start --fresh"`,
    );
  }
  const port = await keptPort(box.gitea.port, "Gitea", say);
  const argocdPort = await keptPort(box.argocdPort, "Argo CD", say);
  return { cluster, argocdPort, gitea: { address: "127.0.0.1", port, host: `127.0.0.1:${port}` } };
}

/** Keeps the facts of a box that this process has taken, and closes it to pushes until its Gitea is up. */
export function writeBox(box: Box): void {
  mkdirSync(boxFolder, { recursive: true, mode: 0o700 });
  rmSync(ACCESS, { force: true });
  writeWhole(FILE, box);
}

/** Removes all state of a box that this process has taken. */
export function removeBox(): void {
  rmSync(boxFolder, { recursive: true, force: true });
}

/** The box that runs now. @throws {Error} when none does */
export async function runningBox(): Promise<Box> {
  const box = (await lockedBy(boxFolder)) === undefined ? undefined : readBox();
  if (box !== undefined) return box;
  throw new Error('Cannot push: no lab in a box runs, start one with "npm run lab-in-a-box"');
}

/** Lets other commands push to the box's Gitea. */
export function writeAccess({ url, certificate, administrator, token }: GitAccess): void {
  writeWhole(ACCESS, { url, certificate, administrator, token });
}

/** How to push to the box that runs now. @throws {Error} while its Gitea is not up */
export function readAccess(): GitAccess {
  const access = readWhole<GitAccess>(ACCESS);
  if (access !== undefined) return access;
  throw new Error("Cannot push: the box is still starting, push once it has printed where Gitea answers");
}

function readBox(): Box | undefined {
  return readWhole<Box>(FILE);
}

function writeWhole(file: string, content: object): void {
  writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Undefined where there is none, or a disk lost a part of it. */
function readWhole<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}
