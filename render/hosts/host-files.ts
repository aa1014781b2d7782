import { stringify } from "yaml";
import type { Cluster } from "../../clusters/lab.ts";
import type { Host, HostFile } from "../../platform/hosts/host.ts";
import { hostsOf } from "../../platform/hosts/host-of.ts";
import type { Tree } from "../tree/tree.ts";

/**
 * Every host of a cluster as files: each file as it lies on that host, and what else the host should be.
 *
 * @returns e.g. `arcodange/hosts/pi2/etc/rancher/k3s/config.yaml` to its text, and `arcodange/hosts/pi2.yaml` to the rest
 */
export function hostFiles(cluster: Cluster): Tree {
  return new Map(
    hostsOf(cluster).flatMap(host => [
      [`${cluster.name}/hosts/${host.name}.yaml`, stringify(manifestOf(host), { lineWidth: 0 })] as const,
      ...host.files.map(file => [filePath(host, file), file.content] as const),
    ]),
  );
}

/** Path of a host's file below `rendered/`. */
export function filePath({ cluster, name }: Host, { path }: Pick<HostFile, "path">): string {
  return `${cluster}/hosts/${name}${path}`;
}

/** A host without the contents of its files, which lie beside it. */
function manifestOf({ files, ...host }: Host) {
  return { ...host, files: files.map(({ content: _, ...file }) => file) };
}
