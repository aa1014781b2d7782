import { Construct } from "constructs";
import { ConfigMap } from "../../kubernetes.ts";
import { argocdLabels } from "./labels.ts";

/** Name of the ConfigMap with the parameters of every process. */
export const PARAMETERS_MAP = "argocd-cmd-params-cm";

/**
 * What differs from the defaults: less at a time than a server does, for a Pi has four slow cores.
 *
 * A sync that hangs ends after half an hour, and the next one starts with the newest commit. Traefik terminates TLS.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/docs/operator-manual/argocd-cmd-params-cm.yaml
 */
export const PARAMETERS = {
  "controller.diff.server.side": "true",
  "controller.kubectl.parallelism.limit": "4",
  "controller.operation.processors": "4",
  "controller.status.processors": "8",
  "controller.sync.timeout.seconds": "1800",
  "reposerver.parallelism.limit": "2",
  "server.insecure": "true",
};

/** The parameters of every process, each of which reads them once, when it starts. */
export class ArgocdParameters extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ConfigMap(this, "parameters", {
      metadata: { name: PARAMETERS_MAP, labels: argocdLabels(PARAMETERS_MAP) },
      data: PARAMETERS,
    });
  }
}
