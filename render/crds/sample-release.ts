import { hash } from "node:crypto";
import type { Files, Release } from "./release.ts";

/** CRDs of one file each, for tests: as a component `disk` in version `v1` might publish them. */
export const sampleFiles: Files = new Map(
  ["disks.yaml", "nodes.yaml"].map(name => [
    name,
    Buffer.from(`apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${name}\n`),
  ]),
);

/** Their release, published at an address; every file is trusted, unless `digests` says otherwise. */
export function sampleRelease(url: string, digests = digestsOf(sampleFiles)): Release {
  return {
    component: "disk",
    version: "v1",
    definitions: {
      url: version => `${url}/${version}`,
      mirror: "disk/crds",
      files: [...sampleFiles.keys()],
      digests: { v1: digests },
    },
  };
}

/** SHA-256 by name of the file. */
export function digestsOf(files: Files): Record<string, string> {
  return Object.fromEntries([...files].map(([name, content]) => [name, hash("sha256", content)]));
}
