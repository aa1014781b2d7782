import type { Component } from "../component.ts";
import { alertmanager } from "./alertmanager/index.ts";
import { argocd } from "./argocd/index.ts";
import { argocdImageUpdater } from "./argocd-image-updater/index.ts";
import { clickhouse } from "./clickhouse/index.ts";
import { cloudflared } from "./cloudflared/index.ts";
import { crowdsec } from "./crowdsec/index.ts";
import { foundation } from "./foundation/index.ts";
import { grafana } from "./grafana/index.ts";
import { kubeStateMetrics } from "./kube-state-metrics/index.ts";
import { longhorn } from "./longhorn/index.ts";
import { nodeExporter } from "./node-exporter/index.ts";
import { ollama } from "./ollama/index.ts";
import { pgbouncer } from "./pgbouncer/index.ts";
import { plausible } from "./plausible/index.ts";
import { prometheus } from "./prometheus/index.ts";
import { redis } from "./redis/index.ts";
import { site } from "./site/index.ts";
import { traefik } from "./traefik/index.ts";
import { vault } from "./vault/index.ts";
import { vaultSecretsOperator } from "./vault-secrets-operator/index.ts";
import { victoriaLogs } from "./victoria-logs/index.ts";
import { vlagent } from "./vlagent/index.ts";

/** Every component, alphabetically. */
export const components: readonly Component[] = [
  alertmanager,
  argocd,
  argocdImageUpdater,
  clickhouse,
  cloudflared,
  crowdsec,
  foundation,
  grafana,
  kubeStateMetrics,
  longhorn,
  nodeExporter,
  ollama,
  pgbouncer,
  plausible,
  prometheus,
  redis,
  site,
  traefik,
  vault,
  vaultSecretsOperator,
  victoriaLogs,
  vlagent,
];
