import type { Cluster, Zone } from "../../../clusters/lab.ts";
import { CERTIFICATE_DAYS } from "../../hosts/certificate-run.ts";
import { STEP_CA_PORT } from "../../hosts/host-ports.ts";
import { TRAEFIK } from "./api.ts";
import { BOUNCER } from "./bouncer.ts";
import { DUCKDNS, STEP_CA_ROOT } from "./files.ts";

/** Port of each entry point in the pod, by the name that it also has as a port of the container. */
export const PORTS = { metrics: 9100, traefik: 8080, web: 8000, websecure: 8443, tunnel: 8444 } as const;

/** Certificates, their keys and the accounts with which they are ordered. Only one process may write it. */
const ACME_FILE = "/data/acme.json";

/** A name that Traefik waits for must not come out of a cache, nor from Pi-hole. */
const PUBLIC_RESOLVERS = "1.1.1.1:53,9.9.9.9:53";

/**
 * What Traefik is told once, when it starts; everything else it reads from the cluster while it runs.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/configuration-options/
 */
export function traefikArguments(cluster: Cluster): string[] {
  const { zone, stepCa } = cluster;
  return [
    ...entryPoints(cluster),
    ...["--api.dashboard=true", "--ping=true"],
    ...["--metrics.prometheus=true", "--metrics.prometheus.entrypoint=metrics"],
    ...providers(),
    ...logs(),
    ...(stepCa.rootCertificate === undefined ? [] : stepCaResolver(stepCa.host)),
    ...(zone === undefined ? [] : [...letsEncryptResolver(zone), ...bouncer()]),
    ...["--global.checknewversion=false", "--global.sendanonymoususage=false"],
  ];
}

/** Nobody is believed at `websecure`, for there the ServiceLB of k3s makes every client look like a pod. */
function entryPoints({ zone, networks, stepCa }: Cluster): string[] {
  const { tunnel, ...others } = PORTS;
  return [
    ...Object.entries(others).map(([name, port]) => `--entryPoints.${name}.address=:${port}/tcp`),
    ...["--entryPoints.web.http.redirections.entryPoint.to=:443"],
    ...["--entryPoints.web.http.redirections.entryPoint.scheme=https"],
    ...["--entryPoints.websecure.http.tls=true"],
    ...(stepCa.rootCertificate === undefined ? [] : ["--entryPoints.websecure.http.tls.certResolver=step-ca"]),
    ...(zone === undefined
      ? []
      : [
          `--entryPoints.tunnel.address=:${tunnel}/tcp`,
          `--entryPoints.tunnel.forwardedHeaders.trustedIPs=${networks.pods}`,
        ]),
  ];
}

/** Routes of the lab's own kind, and the Ingress of an app that brings its own chart. */
function providers(): string[] {
  return [
    ...["--providers.kubernetescrd", "--providers.kubernetescrd.allowEmptyServices=true"],
    "--providers.kubernetescrd.safeNaming=true", // two routes never become one by their names
    `--providers.kubernetescrd.crossProviderNamespaces=${TRAEFIK.namespace}`, // no app leads people to Traefik's API
    ...["--providers.kubernetesingress", "--providers.kubernetesingress.allowEmptyServices=true"],
    `--providers.kubernetesingress.ingressendpoint.publishedservice=${TRAEFIK.namespace}/${TRAEFIK.name}`,
  ];
}

/** Requests as JSON, which CrowdSec reads; of their headers only the one that it needs: others hold secrets. */
function logs(): string[] {
  return [
    ...["--log.level=INFO", "--log.noColor=true"],
    ...["--accesslog=true", "--accesslog.format=json", "--accesslog.fields.headers.defaultmode=drop"],
    "--accesslog.fields.headers.names.User-Agent=keep",
  ];
}

/**
 * It asks Step-CA, which connects back to port 443 of the name. How long a certificate runs is up to Step-CA; that it
 * is told here too makes Traefik renew it in time.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/tls/certificate-resolvers/acme/
 * @see https://smallstep.com/docs/step-ca/acme-basics/
 */
function stepCaResolver(host: string): string[] {
  const acme = "--certificatesresolvers.step-ca.acme";
  return [
    `${acme}.caserver=https://${host}:${STEP_CA_PORT}/acme/acme/directory`,
    `${acme}.cacertificates=${STEP_CA_ROOT.file}`,
    `${acme}.storage=${ACME_FILE}`,
    `${acme}.tlschallenge=true`,
    `${acme}.certificatesduration=${CERTIFICATE_DAYS * 24}`,
  ];
}

/**
 * Certificates for public names, by a record in DuckDNS to which the zone's `_acme-challenge` is a CNAME, which Traefik
 * follows. The record holds one value: every public route asks for the same certificate, so that there is one order.
 *
 * @see https://go-acme.github.io/lego/dns/duckdns/
 */
function letsEncryptResolver({ acmeEmail }: Zone): string[] {
  const acme = "--certificatesresolvers.letsencrypt.acme";
  return [
    `${acme}.email=${acmeEmail}`,
    `${acme}.storage=${ACME_FILE}`,
    `${acme}.dnschallenge.provider=${DUCKDNS.provider}`,
    `${acme}.dnschallenge.resolvers=${PUBLIC_RESOLVERS}`,
  ];
}

function bouncer(): string[] {
  return [`--experimental.localplugins.${BOUNCER.plugin}.modulename=${BOUNCER.module}`];
}
