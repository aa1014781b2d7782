import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { userCache } from "../../user-cache.ts";
import { howToGet } from "./program-origins.ts";

/** How a program of the bed is called: the file, and words before its own. */
export type Program = readonly [file: string, ...words: string[]];

/** Folder of the programs: `LAB_PARTS`, else `parts` in the cache of the user. */
export function partsFolder(): string {
  return process.env.LAB_PARTS || userCache("parts");
}

/**
 * Finds a program: in the folder of parts, where `kube` may hold etcd, the control plane and kubectl in one, else on PATH.
 *
 * @throws {Error} that says where to get it
 */
export function program(name: string): Program {
  const found = findProgram(name, partsFolder());
  if (found === undefined) throw lack([name]);
  return found;
}

/**
 * Looks for all of them, so that who lacks some learns of every one.
 *
 * @throws {Error} that says where to get each that is missing
 */
export function requirePrograms(names: readonly string[]): void {
  const missing = missingPrograms(names);
  if (missing.length > 0) throw lack(missing);
}

/** Those that are neither in the folder of parts nor on PATH. */
export function missingPrograms(names: readonly string[], folder = partsFolder()): string[] {
  return names.filter(name => findProgram(name, folder) === undefined);
}

function findProgram(name: string, folder: string): Program | undefined {
  const own = join(folder, name);
  if (existsSync(own)) return [own];
  const kube = join(folder, "kube");
  if (IN_KUBE.includes(name) && existsSync(kube)) return [kube, name];
  return isOnPath(name) ? [name] : undefined;
}

const IN_KUBE = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"];

function isOnPath(name: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some(folder => isExecutable(join(folder, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function lack(names: readonly string[]): Error {
  const folder = process.env.LAB_PARTS ? `${partsFolder()}, which LAB_PARTS names,` : partsFolder();
  return new Error(
    `Cannot start the bed: neither in ${folder} nor on PATH ${names.length > 1 ? "are" : "is"} ${names.join(", ")}` +
      howToGet(names)
        .map(line => `\n  ${line}`)
        .join(""),
  );
}
