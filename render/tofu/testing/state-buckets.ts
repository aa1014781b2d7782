import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../bed/process/free-port.ts";
import { type Part, startPart } from "../../bed/process/part.ts";
import { program } from "../../bed/program/program.ts";

export interface StateBuckets extends Part {
  /** What tells OpenTofu's backend for Google Cloud Storage, as it is written for production, to use them. */
  readonly environment: { readonly STORAGE_EMULATOR_HOST: string };
  /** Folder with the objects of a bucket; without it there is no such bucket. */
  folderOf(bucket: string): string;
}

/** Starts a stand-in for Google Cloud Storage that keeps its objects in a folder. */
export async function startStateBuckets(folder: string, names: readonly string[]): Promise<StateBuckets> {
  const port = await freePort();
  const root = join(folder, "buckets");
  for (const name of names) mkdirSync(join(root, name), { recursive: true });
  const address = `127.0.0.1:${port}`;
  const part = await startPart({
    name: "fake-gcs-server",
    program: program("fake-gcs-server"),
    words: [
      ...["-scheme", "http", "-host", "127.0.0.1", "-port", String(port), "-public-host", address],
      ...["-backend", "filesystem", "-filesystem-root", root],
    ],
    folder,
    isReady: async () => (await fetch(`http://${address}/storage/v1/b`)).ok,
  });
  return Object.assign(part, {
    environment: { STORAGE_EMULATOR_HOST: `http://${address}` },
    folderOf: (bucket: string) => join(root, bucket),
  });
}
