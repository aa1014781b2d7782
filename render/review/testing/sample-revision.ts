import { blobId } from "../../git/blob-id.ts";
import { isManifestName, type Manifest, readManifest } from "../read/manifest.ts";
import type { Revision, RevisionFile } from "../read/revision.ts";

/** For tests: a revision of these files, by path. Equal files are read once. */
export function sampleRevision(files: Readonly<Record<string, string>>, origin?: string): Revision {
  return {
    name: "sample",
    ...(origin !== undefined && { origin }),
    files: new Map(Object.entries(files).map(([path, text]) => [path, sampleFile(path, text)])),
  };
}

const manifests = new Map<string, Manifest>();

function sampleFile(path: string, text: string): RevisionFile {
  const content = blobId(text);
  if (!isManifestName(path)) return { kind: "file", content };
  const key = `${content}${path.endsWith(".json")}`;
  const manifest = manifests.get(key) ?? readManifest(Buffer.from(text), path);
  manifests.set(key, manifest);
  return { kind: "file", content, manifest };
}
