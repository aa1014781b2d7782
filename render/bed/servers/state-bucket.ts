import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

export interface StateBucket extends Part {
  /** What tells OpenTofu to find Google Cloud Storage here. */
  readonly env: { readonly STORAGE_EMULATOR_HOST: string };
  /** Folder with the bucket's objects, as files. */
  readonly objects: string;
}

/** Starts a stand-in for Google Cloud Storage with one empty bucket. */
export async function startStateBucket(folder: string, bucket: string): Promise<StateBucket> {
  const port = await freePort();
  const root = join(folder, "gcs");
  const objects = join(root, bucket);
  mkdirSync(objects, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const part = await startPart({
    name: "fake-gcs-server",
    program: program("fake-gcs-server"),
    words: [
      ...["-scheme", "http", "-host", "127.0.0.1", "-port", String(port), "-public-host", `127.0.0.1:${port}`],
      ...["-backend", "filesystem", "-filesystem-root", root],
    ],
    folder,
    isReady: async () => (await fetch(`${url}/storage/v1/b/${bucket}`)).ok,
  });
  return Object.assign(part, { env: { STORAGE_EMULATOR_HOST: url }, objects });
}
