import { customResource } from "../../custom-resource.ts";

/** Namespace and label of Traefik's pods, for the policies that let it in. */
export const TRAEFIK = { namespace: "traefik", name: "traefik" } as const;

/** Where requests enter: `websecure` is https for the LAN and, through the tunnel, for the public. */
export type EntryPoint = "websecure";

/** Who signs the certificate: Step-CA for names of the LAN, Let's Encrypt for public ones. */
export type CertificateResolver = "step-ca" | "letsencrypt";

/** https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/ingressroute/ */
export interface IngressRouteSpec {
  readonly entryPoints: readonly EntryPoint[];
  readonly routes: readonly IngressRouteRule[];
  readonly tls: { readonly certResolver: CertificateResolver };
}

export interface IngressRouteRule {
  readonly kind: "Rule";
  /** Rule in Traefik's language: ``Host(`erp.arcodange.lab`)``. */
  readonly match: string;
  /** In this order; all in the route's own namespace. */
  readonly middlewares?: readonly { readonly name: string }[];
  readonly services: readonly { readonly name: string; readonly port: string | number }[];
}

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
  readonly plugin?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const Middleware = customResource<MiddlewareSpec>("traefik.io/v1alpha1", "Middleware");

/** https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tls/tlsoption/ */
export interface TlsOptionSpec {
  readonly minVersion: "VersionTLS12" | "VersionTLS13";
  readonly sniStrict?: boolean;
}

export const TlsOption = customResource<TlsOptionSpec>("traefik.io/v1alpha1", "TLSOption");
