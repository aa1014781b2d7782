import { Construct } from "constructs";
import { ConfigMap } from "../../kubernetes.ts";
import { argocdLabels } from "./labels.ts";

/** Name of the ConfigMap with the parameters of every process. */
export const PARAMETERS_MAP = "argocd-cmd-params-cm";

/**
 * What differs from the defaults: less at a time than a server does, for a Pi has four slow cores.
 *
 * Traefik terminates TLS. A sync ends after a day, counted from its first attempt: what keeps waiting, or keeps the source
 * that it began with, does not do so for ever. Not sooner, for a sync that was ended is not begun anew before the next
 * commit: one that a power cut or a slow download keeps from succeeding for some hours must still be tried again after them.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/docs/operator-manual/argocd-cmd-params-cm.yaml
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go (processRequestedAppOperation, autoSync)
 */
export const PARAMETERS = {
  "controller.diff.server.side": "true",
  "controller.kubectl.parallelism.limit": "4",
  "controller.operation.processors": "4",
  "controller.status.processors": "8",
  "controller.sync.timeout.seconds": "86400",
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
