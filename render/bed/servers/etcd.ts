import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";
import { authority, type KeyPair } from "./authority.ts";

export interface Etcd extends Part {
  readonly url: string;
  /** File with the authority of its certificate, PEM. */
  readonly authority: string;
  /** What a client shows it: nobody else may read or write. */
  readonly client: KeyPair;
}

/**
 * Starts etcd in a folder; without fsync, for this is a bed and no one's data. It holds every Secret, so it serves only
 * who has a certificate of its own authority, whose key lies in the folder.
 */
export async function startEtcd(folder: string): Promise<Etcd> {
  const url = `https://127.0.0.1:${await freePort()}`;
  const peer = `https://127.0.0.1:${await freePort()}`;
  const { certificate, issue } = authority(join(folder, "etcd-authority"));
  const own = issue("etcd", ["127.0.0.1"]);
  const client = issue("kube-apiserver", ["localhost"]);
  const part = await startPart({
    name: "etcd",
    program: program("etcd"),
    words: [
      ...["--name=bed", `--data-dir=${join(folder, "etcd")}`, "--unsafe-no-fsync", "--log-level=warn"],
      ...[`--listen-client-urls=${url}`, `--advertise-client-urls=${url}`],
      ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=bed=${peer}`],
      ...[`--cert-file=${own.certificate}`, `--key-file=${own.key}`, "--client-cert-auth"],
      ...[`--peer-cert-file=${own.certificate}`, `--peer-key-file=${own.key}`, "--peer-client-cert-auth"],
      ...[`--trusted-ca-file=${certificate}`, `--peer-trusted-ca-file=${certificate}`],
    ],
    folder,
    isReady: () => isHealthy(url, certificate, client),
  });
  return Object.assign(part, { url, authority: certificate, client });
}

async function isHealthy(url: string, authority: string, client: KeyPair): Promise<boolean> {
  const shown = { cert: readFileSync(client.certificate), key: readFileSync(client.key) };
  const asked = get(`${url}/health`, { ca: readFileSync(authority), ...shown, agent: false });
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  response.resume();
  return response.statusCode === 200;
}
