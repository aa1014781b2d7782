import { customResource } from "../../custom-resource.ts";

/** Namespace and label of Traefik's pods, for the policies that let it in. */
export const TRAEFIK = { namespace: "traefik", name: "traefik" } as const;

/**
 * Where https enters: `websecure` for people of the LAN, `tunnel` for everybody else, which only the tunnel's pods reach.
 *
 * @see platform/decisions/0006-two-doors-of-traefik.md
 */
export type EntryPoint = "websecure" | "tunnel";

/** Who signs the certificate: Step-CA for names of the LAN, Let's Encrypt for public ones. */
export type CertificateResolver = "step-ca" | "letsencrypt";

/** https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/ingressroute/ */
export interface IngressRouteSpec {
  readonly entryPoints: readonly EntryPoint[];
  readonly routes: readonly IngressRouteRule[];
  readonly tls: IngressRouteTls;
}

export interface IngressRouteTls {
  readonly certResolver: CertificateResolver;
  /** What the certificate is ordered for; by default the hosts of the rules. */
  readonly domains?: readonly { readonly main: string; readonly sans?: readonly string[] }[];
}

export interface IngressRouteRule {
  readonly kind: "Rule";
  /** Rule in Traefik's language: ``Host(`erp.arcodange.lab`)``. */
  readonly match: string;
  /** Of rules that match, the one with the highest wins; by default the longest. */
  readonly priority?: number;
  /** In this order; all in the route's own namespace. */
  readonly middlewares?: readonly { readonly name: string }[];
  readonly services: readonly RouteBackend[];
}

/** What answers: a Service of the route's own namespace, or what Traefik has inside itself. */
export type RouteBackend =
  | {
      readonly name: string;
      readonly port: string | number;
      /** By default `http`, but `https` where the port is 443. */
      readonly scheme?: "http" | "https" | "h2c";
      /** Ask the Service's own address: Traefik itself never asks a pod that is not ready. Default false. */
      readonly nativeLB?: boolean;
    }
  | { readonly kind: "TraefikService"; readonly name: "api@internal" };

export const IngressRoute = customResource<IngressRouteSpec>("traefik.io/v1alpha1", "IngressRoute");

/** https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/middleware/ */
export interface MiddlewareSpec {
  readonly headers?: {
    readonly stsSeconds?: number;
    readonly contentTypeNosniff?: boolean;
    readonly frameDeny?: boolean;
    readonly referrerPolicy?: string;
  };
  readonly rateLimit?: {
    readonly average: number;
    readonly burst: number;
    readonly period?: string;
    /** What counts as one client; by default the address of whoever connects. */
    readonly sourceCriterion?: { readonly requestHeaderName: string };
  };
  /** Asks for a password; the Secret has one `name:hash` a line in its key `users`. */
  readonly basicAuth?: { readonly secret: string; readonly removeHeader?: boolean };
  readonly plugin?: { readonly crowdsec: BouncerSettings };
}

/**
 * Settings of the CrowdSec bouncer.
 *
 * @see https://github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin/blob/v1.7.1/README.md
 */
export interface BouncerSettings {
  readonly enabled: boolean;
  /** `stream`: it fetches all decisions now and then, and asks nobody while a request waits. */
  readonly crowdsecMode: "stream";
  readonly crowdsecLapiScheme: "http";
  readonly crowdsecLapiHost: string;
  /** Path in Traefik's pod: a key in here would be in git. */
  readonly crowdsecLapiKeyFile: string;
  /** Whether the first router waits for the decisions; by default it does. */
  readonly streamStartupBlock?: boolean;
  /** Fetches that may fail in a row before nobody passes; `-1`: as many as will. Default 0. */
  readonly updateMaxFailure?: number;
}

export const Middleware = customResource<MiddlewareSpec>("traefik.io/v1alpha1", "Middleware");

/** https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tls/tlsoption/ */
export interface TlsOptionSpec {
  readonly minVersion: "VersionTLS12" | "VersionTLS13";
  readonly sniStrict?: boolean;
}

export const TlsOption = customResource<TlsOptionSpec>("traefik.io/v1alpha1", "TLSOption");
