import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { program } from "../../program/program.ts";
import { writeProgram } from "./images/image.ts";
import { type ImageName, IN_IMAGES, shareImages } from "./images.ts";
import { type Shared, seenAt, sharePart } from "./shared.ts";

/** What the stand-in of k3s runs. */
const OF_K3S = ["etcd", "kube-apiserver", "kubectl"];

/** Programs of the bed that test hosts run or download. */
export const HOST_PROGRAMS = [...OF_K3S, "gitea-runner", ...IN_IMAGES];

/**
 * Real programs that stand-ins run on test hosts: those of Kubernetes, and what is in images of the stand-in of Docker.
 *
 * @param folder of the run, where what has to be laid out is laid out once
 */
export function sharePrograms(folder: string, images: readonly ImageName[]): Shared {
  const programs = join(folder, "programs");
  const shared: Record<string, string> = { "/opt/programs": programs, ...shareImages(join(folder, "images"), images) };
  mkdirSync(programs, { recursive: true });
  for (const name of OF_K3S) {
    Object.assign(shared, sharePart(name));
    const [, ...words] = program(name);
    writeProgram(join(programs, name), `exec ${[seenAt(name), ...words].join(" ")} "$@"`);
  }
  return shared;
}
