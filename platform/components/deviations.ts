import type { Deviations } from "../deviations.ts";
import { alertmanagerDeviations } from "./alertmanager/deviations.ts";
import { argocdDeviations } from "./argocd/deviations.ts";
import { imageUpdaterDeviations } from "./argocd-image-updater/deviations.ts";
import { crowdsecDeviations } from "./crowdsec/deviations.ts";
import { grafanaDeviations } from "./grafana/deviations.ts";
import { kubeStateMetricsDeviations } from "./kube-state-metrics/deviations.ts";
import { longhornDeviations } from "./longhorn/deviations.ts";
import { nodeExporterDeviations } from "./node-exporter/deviations.ts";
import { prometheusDeviations } from "./prometheus/deviations.ts";
import { traefikDeviations } from "./traefik/deviations.ts";
import { vaultDeviations } from "./vault/deviations.ts";
import { vaultSecretsOperatorDeviations } from "./vault-secrets-operator/deviations.ts";

/** The deviations of every component that has an upstream to be compared with, by component; alphabetically. */
export const deviations: Readonly<Record<string, Deviations>> = {
  alertmanager: alertmanagerDeviations,
  argocd: argocdDeviations,
  "argocd-image-updater": imageUpdaterDeviations,
  crowdsec: crowdsecDeviations,
  grafana: grafanaDeviations,
  "kube-state-metrics": kubeStateMetricsDeviations,
  longhorn: longhornDeviations,
  "node-exporter": nodeExporterDeviations,
  prometheus: prometheusDeviations,
  traefik: traefikDeviations,
  vault: vaultDeviations,
  "vault-secrets-operator": vaultSecretsOperatorDeviations,
};
