import { stringify } from "yaml";
import type { Cluster } from "../../../clusters/lab.ts";
import { type HostPart, secretMark } from "../host.ts";
import { serverOf } from "../server-of.ts";
import { ROOT_CERTIFICATE } from "./trust.ts";

/** Account of Gitea by which nodes read images. */
const ACCOUNT = "nodes";
/** Read-only, of that account. */
export const NODES_TOKEN = "gitea/nodes-token";

/**
 * How nodes come to images: from each other first, whatever the registry, then from the registry itself. So the images of
 * Gitea are there while it is down, as long as a node has them; those of others never go by Gitea. Who reads Gitea's is
 * written here, and not in the cluster, so that no pod waits for Vault.
 *
 * Before Gitea has made the token there is no such file, and k3s takes images from their registries alone.
 *
 * @see https://docs.k3s.io/installation/registry-mirror
 * @see https://docs.k3s.io/installation/private-registry
 */
export function registries(cluster: Cluster, unit: string): HostPart {
  const { gitea, stepCa } = cluster;
  const settings = {
    mirrors: { "*": {} },
    configs: {
      [gitea.host]: {
        auth: { username: ACCOUNT, password: secretMark(NODES_TOKEN) },
        ...(stepCa.rootCertificate !== undefined && { tls: { ca_file: ROOT_CERTIFICATE } }),
      },
    },
  };
  return {
    files: [
      {
        path: "/etc/rancher/k3s/registries.yaml",
        content: stringify(settings, { lineWidth: 0 }),
        mode: "0600",
        restarts: [unit],
      },
    ],
    secrets: [
      {
        name: NODES_TOKEN,
        home: serverOf(cluster).name,
        origin: "later",
        what: `token of Gitea's account ${ACCOUNT}, which reads images and nothing else`,
      },
    ],
  };
}
