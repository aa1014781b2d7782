import { mkdirSync } from "node:fs";
import http from "node:http";
import https, { type RequestOptions } from "node:https";
import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

export interface Bucket extends Part {
  /** `127.0.0.1:40123` */
  readonly address: string;
  /** What tells OpenTofu's backend for Google Cloud Storage, as it is written for production, to use it. */
  readonly env: { readonly STORAGE_EMULATOR_HOST: string };
  /** Folder with the bucket's objects, as files; without it there is no such bucket. */
  readonly objects: string;
}

export interface BucketProps {
  /** Default `http`. By `https` its certificate is one that it makes for itself. */
  readonly scheme?: "http" | "https";
  /** Address of this machine that it answers on. Default `127.0.0.1`. */
  readonly host?: string;
}

/** Starts a stand-in for Google Cloud Storage with one empty bucket. */
export async function startBucket(
  folder: string,
  bucket: string,
  { scheme = "http", host = "127.0.0.1" }: BucketProps = {},
): Promise<Bucket> {
  const port = await freePort();
  const address = `${host}:${port}`;
  const url = `${scheme}://${address}`;
  const root = join(folder, "gcs");
  const objects = join(root, bucket);
  mkdirSync(objects, { recursive: true });
  const part = await startPart({
    name: "fake-gcs-server",
    program: program("fake-gcs-server"),
    words: [
      ...["-scheme", scheme, "-host", host, "-port", String(port), "-public-host", address],
      ...["-backend", "filesystem", "-filesystem-root", root],
    ],
    folder,
    isReady: () => answers(`${url}/storage/v1/b/${bucket}`),
  });
  return Object.assign(part, { address, env: { STORAGE_EMULATOR_HOST: url }, objects });
}

function answers(url: string): Promise<boolean> {
  const trusting: RequestOptions = { rejectUnauthorized: false };
  const { request } = url.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) => {
    request(url, trusting, response => {
      response.resume();
      resolve(response.statusCode === 200);
    })
      .once("error", reject)
      .end();
  });
}
