import type { Cluster } from "../../../clusters/lab.ts";
import { pinnedImage } from "../../pinned-image.ts";

/** Images of Longhorn that carry its own version. */
export type OwnImage =
  | "backing-image-manager"
  | "longhorn-engine"
  | "longhorn-instance-manager"
  | "longhorn-manager"
  | "longhorn-share-manager"
  | "longhorn-ui";

/** The image in the version that the cluster pins. */
export function ownImage(cluster: Cluster, name: OwnImage): string {
  return pinnedImage(cluster, "longhorn", `docker.io/longhornio/${name}`);
}

/**
 * Images that Longhorn is released with and that have versions of their own; the file below lists those of a release.
 *
 * @see https://github.com/longhorn/longhorn/blob/v1.12.1/deploy/longhorn-images.txt
 */
export const COMPANIONS = {
  attacher: "docker.io/longhornio/csi-attacher:v4.12.0",
  livenessProbe: "docker.io/longhornio/livenessprobe:v2.19.0",
  nodeDriverRegistrar: "docker.io/longhornio/csi-node-driver-registrar:v2.17.0",
  provisioner: "docker.io/longhornio/csi-provisioner:v5.3.0",
  resizer: "docker.io/longhornio/csi-resizer:v2.2.1",
  snapshotter: "docker.io/longhornio/csi-snapshotter:v8.6.0",
  supportBundle: "docker.io/longhornio/support-bundle-kit:v0.0.92",
} as const;
