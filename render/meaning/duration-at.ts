import { groupKind, type Typed } from "../../platform/cluster-scoped.ts";
import { nanoseconds } from "./duration.ts";
import { endsIn, type FieldPlace } from "./field-place.ts";

/**
 * How the controller of a custom resource reads a duration in one of its fields, so that `60s` means `1m` to it.
 * Kubernetes keeps the text as it is.
 *
 * @returns undefined where a field holds none; the reader gives undefined for what the controller does not take
 */
export function durationAt(object: Typed, place: FieldPlace): ((text: string) => bigint | undefined) | undefined {
  const { form, fields } = DURATIONS.get(groupKind(object)) ?? {};
  const isOne = fields?.some(field => place.length === field.length + 1 && endsIn(place, field));
  return isOne ? text => (form?.test(text) ? nanoseconds(text) : undefined) : undefined;
}

/** What Go takes knows no days and weeks. https://pkg.go.dev/time#ParseDuration */
const GO = /^[^dw]*$/;

/** https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/apis/monitoring/v1/types.go Duration */
const PROMETHEUS = /^(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;

/** https://github.com/hashicorp/vault-secrets-operator/blob/main/api/v1beta1/vaultstaticsecret_types.go RefreshAfter */
const VAULT = /^\d+(\.\d+)?[smh]$/;

const at = (form: RegExp, ...paths: readonly string[]) => ({ form, fields: paths.map(path => path.split(".")) });
const scraped = (list: string) => at(PROMETHEUS, `spec.${list}.interval`, `spec.${list}.scrapeTimeout`);

const DURATIONS: ReadonlyMap<string, ReturnType<typeof at>> = new Map(
  Object.entries({
    "argoproj.io/Application": at(
      GO,
      "spec.syncPolicy.retry.backoff.duration",
      "spec.syncPolicy.retry.backoff.maxDuration",
    ),
    "cert-manager.io/Certificate": at(GO, "spec.duration", "spec.renewBefore"),
    "monitoring.coreos.com/PodMonitor": scraped("podMetricsEndpoints"),
    "monitoring.coreos.com/PrometheusRule": at(
      PROMETHEUS,
      "spec.groups.interval",
      "spec.groups.rules.for",
      "spec.groups.rules.keep_firing_for",
    ),
    "monitoring.coreos.com/ServiceMonitor": scraped("endpoints"),
    "secrets.hashicorp.com/VaultDynamicSecret": at(VAULT, "spec.refreshAfter"),
    "secrets.hashicorp.com/VaultStaticSecret": at(VAULT, "spec.refreshAfter"),
  }),
);
