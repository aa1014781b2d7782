import { parse } from "yaml";
import type { Host, HostFile } from "../../platform/hosts/host.ts";
import type { Tree } from "../tree/tree.ts";
import { filePath } from "./host-files.ts";

/**
 * The hosts of a cluster, as they were rendered.
 *
 * @throws {Error} when none was, or a file that a host names is missing
 */
export function readHosts(tree: Tree, cluster: string): Host[] {
  const manifests = [...tree.keys()].filter(
    path => path.startsWith(`${cluster}/hosts/`) && /^[^/]+\/hosts\/[^/]+\.yaml$/.test(path),
  );
  if (manifests.length === 0) {
    throw new Error(`Cannot read the hosts of ${cluster}: rendered/${cluster}/hosts holds none, run "npx lab render"`);
  }
  return manifests.map(path => readHost(tree, path));
}

function readHost(tree: Tree, path: string): Host {
  const manifest = parse(tree.get(path) ?? "") as Host;
  const files = manifest.files.map(file => ({ ...file, content: contentOf(tree, manifest, file) }));
  return { ...manifest, files };
}

function contentOf(tree: Tree, host: Host, file: HostFile): string {
  const content = tree.get(filePath(host, file));
  if (content !== undefined) return content;
  throw new Error(`Cannot read host "${host.name}": rendered/${filePath(host, file)} is missing, run "npx lab render"`);
}
