import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";
import type { ApiServer } from "./api-server.ts";
import { passedChecks } from "./health.ts";

/** The checks of all controllers appear at once, when each was made; before, a lost API server would end the program. */
const ALL_MADE = "[+]replicaset-controller ok";

/** Starts the controllers of Kubernetes; each acts as its own service account, with its rights alone, as in k3s. */
export async function startControllerManager(folder: string, server: ApiServer): Promise<Part> {
  const port = await freePort();
  const { kubeconfig, accountsKey, certificate } = server;
  return startPart({
    name: "kube-controller-manager",
    program: program("kube-controller-manager"),
    words: [
      ...[`--kubeconfig=${kubeconfig}`, `--authentication-kubeconfig=${kubeconfig}`],
      ...[`--authorization-kubeconfig=${kubeconfig}`, "--leader-elect=false", "--use-service-account-credentials=true"],
      ...[`--service-account-private-key-file=${accountsKey}`, `--root-ca-file=${certificate}`],
      ...["--bind-address=127.0.0.1", `--secure-port=${port}`, `--cert-dir=${join(folder, "certificates")}`],
      ...["--kube-api-qps=200", "--kube-api-burst=400"],
    ],
    folder,
    isReady: async () => (await passedChecks(port, "/healthz"))?.includes(ALL_MADE) === true,
  });
}
