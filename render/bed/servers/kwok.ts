import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";
import type { ApiServer } from "./api-server.ts";

const STAGES = join(import.meta.dirname, "../stand-ins/kwok-stages.yaml");

/** Starts kwok, which says of every node that it is ready and of every pod with all it refers to that it runs. */
export async function startKwok(folder: string, { kubeconfig }: ApiServer): Promise<Part> {
  const address = `127.0.0.1:${await freePort()}`;
  return startPart({
    name: "kwok",
    program: program("kwok"),
    words: [
      ...[`--kubeconfig=${kubeconfig}`, `--config=${STAGES}`, `--server-address=${address}`],
      ...["--manage-all-nodes=true", "--node-lease-duration-seconds=40"],
    ],
    folder,
    isReady: async () => (await fetch(`http://${address}/healthz`)).ok,
  });
}
