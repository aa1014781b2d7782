import type { Host } from "../../platform/hosts/host.ts";

/** Whether a path lies on a disk of its own of this host, so that nothing can be put there before it is mounted. */
function liesOnDisk({ disks }: Pick<Host, "disks">, path: string): boolean {
  return disks.some(({ mountPoint }) => path.startsWith(`${mountPoint}/`));
}

/** Which part of a host's folders or files a step is about. */
export type Where = "system" | "disks";

export function liesIn(where: Where, host: Pick<Host, "disks">, path: string): boolean {
  return liesOnDisk(host, path) === (where === "disks");
}
