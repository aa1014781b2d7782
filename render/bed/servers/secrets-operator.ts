import { randomUUID } from "node:crypto";
import type { PodSpec } from "../../../platform/pod-template.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";
import type { ApiServer } from "./api-server.ts";
import { accountKubeconfig } from "./service-account.ts";

/**
 * Starts the Vault Secrets Operator with the arguments of its pod and the rights of its own service account. A restart is
 * another pod to it, as it is in a cluster, only when the unique identifier changes: give each start its own.
 *
 * @param pod the pod template's spec of its Deployment
 */
export async function startSecretsOperator(
  folder: string,
  server: ApiServer,
  namespace: string,
  { serviceAccountName = "", containers }: PodSpec,
): Promise<Part> {
  const [{ name, args = [] }] = containers as [{ name: string; args?: readonly string[] }];
  return startPart({
    name: `secrets-operator-${name}`,
    program: program("vso"),
    words: args,
    env: {
      KUBECONFIG: await accountKubeconfig(folder, server, namespace, serviceAccountName),
      OPERATOR_NAMESPACE: namespace,
      OPERATOR_POD_NAME: `${serviceAccountName}-0`,
      OPERATOR_POD_UID: randomUUID(),
    },
    folder,
    isReady: async () => (await fetch(`http://127.0.0.1:${PROBES}/readyz`)).ok,
  });
}

/** Port of its probes, as the arguments say. */
const PROBES = 8081;
