import type { Cluster } from "../../../clusters/lab.ts";
import type { Alert } from "../../alert.ts";

/** Seconds before its end at which a certificate should long have been renewed. */
const DAY = 24 * 60 * 60;
const PUBLIC_MARGIN = 14 * DAY; // of 90 days; Traefik renews 30 before the end
const INTERNAL_MARGIN = 7 * DAY; // of 30 days; Traefik renews 10 before the end

/**
 * When Traefik needs a person. Certificates that were replaced keep their metric until a restart, so the newest counts.
 *
 * Traefik has no metric for a configuration that it refuses: a route in error is shown on its dashboard and in its log.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/observability/metrics/
 */
export function traefikAlerts({ domain }: Cluster): Alert[] {
  const internal = `sans=~".*[.]${domain.replaceAll(".", "[.]")}(,.*)?"`;
  return [
    {
      name: "TraefikMissing",
      expr: "absent(traefik_config_last_reload_success)",
      forMinutes: 5,
      severity: "page",
      summary: "Prometheus hears nothing of Traefik: no name of the lab may be reachable.",
      remedy: "kubectl -n traefik get pods, and describe the one that is not ready.",
    },
    {
      name: "PublicCertificateNearExpiry",
      expr: near(internal.replace("=~", "!~"), PUBLIC_MARGIN),
      forMinutes: 60,
      severity: "ticket",
      summary: "The certificate of {{ $labels.sans }} ends in less than two weeks, and was not renewed.",
      remedy: "Look for ACME errors: kubectl -n traefik logs deployment/traefik | grep -i acme.",
    },
    {
      name: "InternalCertificateNearExpiry",
      expr: near(internal, INTERNAL_MARGIN),
      forMinutes: 60,
      severity: "ticket",
      summary: "The certificate of {{ $labels.sans }} ends in less than a week, and was not renewed.",
      remedy: "See whether Step-CA answers, then look for ACME errors in Traefik's log.",
    },
    {
      name: "RouteFails",
      expr: `sum by (service) (rate(traefik_service_requests_total{code=~"5.."}[10m])) / sum by (service) (rate(traefik_service_requests_total[10m])) > 0.2 and sum by (service) (rate(traefik_service_requests_total{code=~"5.."}[10m])) > 0.05`,
      forMinutes: 10,
      severity: "ticket",
      summary: "More than a fifth of the requests to {{ $labels.service }} fail.",
      remedy: "See whether its pods are ready; 502 and 504 mean that they do not answer.",
    },
  ];
}

function near(labels: string, seconds: number): string {
  return `max by (sans) (traefik_tls_certs_not_after{cn!="TRAEFIK DEFAULT CERT",${labels}}) - time() < ${seconds}`;
}
