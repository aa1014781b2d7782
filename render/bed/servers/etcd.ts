import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

export interface Etcd extends Part {
  readonly url: string;
}

/** Starts etcd in a folder; without fsync, for this is a bed and no one's data. */
export async function startEtcd(folder: string): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  const part = await startPart({
    name: "etcd",
    program: program("etcd"),
    words: [
      ...["--name=bed", `--data-dir=${join(folder, "etcd")}`, "--unsafe-no-fsync", "--log-level=warn"],
      ...[`--listen-client-urls=${url}`, `--advertise-client-urls=${url}`],
      ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=bed=${peer}`],
    ],
    folder,
    isReady: async () => (await fetch(`${url}/health`)).ok,
  });
  return Object.assign(part, { url });
}
