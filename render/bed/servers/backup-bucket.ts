import { mkdirSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

export interface BackupBucket extends Part {
  readonly port: number;
  /** Folder with the bucket's objects, as files. */
  readonly objects: string;
}

/** Starts a stand-in for Google Cloud Storage with one empty bucket, over TLS, which pgBackRest insists on. */
export async function startBackupBucket(folder: string, bucket: string): Promise<BackupBucket> {
  const port = await freePort();
  const root = join(folder, "gcs");
  const objects = join(root, bucket);
  mkdirSync(objects, { recursive: true });
  const part = await startPart({
    name: "backup-bucket",
    program: program("fake-gcs-server"),
    words: [
      ...["-scheme", "https", "-host", "127.0.0.1", "-port", String(port), "-public-host", `127.0.0.1:${port}`],
      ...["-backend", "filesystem", "-filesystem-root", root],
    ],
    folder,
    isReady: () => answers(`https://127.0.0.1:${port}/storage/v1/b/${bucket}`),
  });
  return Object.assign(part, { port, objects });
}

/** Its certificate is one that it made for itself. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    request(url, { rejectUnauthorized: false }, response => resolve(response.statusCode === 200))
      .once("error", reject)
      .end();
  });
}
