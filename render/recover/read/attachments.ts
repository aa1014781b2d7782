import type { AttachmentState } from "../snapshot.ts";
import { type Handles, LONGHORN_DRIVER } from "./handles.ts";
import { type KubeItem, ofKind, timeOf } from "./objects.ts";

interface AttachmentSpec {
  readonly attacher: string;
  readonly nodeName: string;
  readonly source: { readonly persistentVolumeName?: string };
}

/** Those of Longhorn. */
export function readAttachments(items: readonly KubeItem[], handles: Handles): AttachmentState[] {
  return ofKind<AttachmentSpec, unknown>(items, "storage.k8s.io", "VolumeAttachment").flatMap(({ metadata, spec }) => {
    if (spec?.attacher !== LONGHORN_DRIVER) return [];
    const deleted = timeOf(metadata.deletionTimestamp);
    return [
      {
        name: metadata.name,
        node: spec.nodeName,
        volume: handles.ofPersistentVolume(spec.source.persistentVolumeName ?? ""),
        ...(deleted !== undefined && { deleted }),
      },
    ];
  });
}
