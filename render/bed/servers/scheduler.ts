import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";
import type { ApiServer } from "./api-server.ts";
import { passedChecks } from "./health.ts";

/** Starts the scheduler of Kubernetes, with its defaults. */
export async function startScheduler(folder: string, { kubeconfig }: ApiServer): Promise<Part> {
  const port = await freePort();
  return startPart({
    name: "kube-scheduler",
    program: program("kube-scheduler"),
    words: [
      ...[`--kubeconfig=${kubeconfig}`, `--authentication-kubeconfig=${kubeconfig}`],
      ...[`--authorization-kubeconfig=${kubeconfig}`, "--leader-elect=false"],
      ...["--bind-address=127.0.0.1", `--secure-port=${port}`, `--cert-dir=${join(folder, "certificates")}`],
    ],
    folder,
    isReady: async () => (await passedChecks(port, "/readyz")) !== undefined,
  });
}
