import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** How a program of the bed is called: the file, and words before its own. */
export type Program = readonly [file: string, ...words: string[]];

/**
 * Finds a program: in the folder `LAB_PARTS`, where `kube` holds etcd, the control plane and kubectl in one, else on PATH.
 *
 * @throws {Error} that says where to get it
 */
export function program(name: string): Program {
  const parts = process.env.LAB_PARTS;
  if (parts !== undefined) {
    const own = join(parts, name);
    if (existsSync(own)) return [own];
    const kube = join(parts, "kube");
    if (IN_KUBE.includes(name) && existsSync(kube)) return [kube, name];
  }
  if (spawnSync("which", [name]).status === 0) return [name];
  throw new Error(
    `Cannot start the bed: ${name} is neither in the folder that LAB_PARTS names (${parts ?? "it is not set"}) nor on ` +
      "PATH, install it or set LAB_PARTS to a folder that has it",
  );
}

const IN_KUBE = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"];
