import type { KubeObject } from "../../../platform/kube-object.ts";
import { inNamespaceOf, local, type Reference, toService } from "./reference.ts";
import { specOf } from "./spec.ts";

interface IngressRouteSpec {
  readonly routes: readonly { readonly services?: readonly Backend[]; readonly middlewares?: readonly Named[] }[];
  readonly tls: { readonly secretName?: string; readonly options?: Named };
}

/** https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/traefikservice/ */
interface TraefikServiceSpec {
  readonly weighted: { readonly services?: readonly Backend[] };
  readonly mirroring: Backend & { readonly mirrors?: readonly Backend[] };
}

interface Named {
  readonly name: string;
  readonly namespace?: string;
}

interface Backend extends Named {
  /** A Service, if it is absent. */
  readonly kind?: string;
  readonly port?: string | number;
  readonly serversTransport?: string;
}

/** Its backends, middlewares, certificate and TLS options. */
export function fromIngressRoute(object: KubeObject): Reference[] {
  const { routes = [], tls = {} } = specOf<IngressRouteSpec>(object);
  return [
    ...routes.flatMap(({ services = [], middlewares = [] }, r) => [
      ...services.flatMap((service, s) => backend(object, service, `spec.routes[${r}].services[${s}]`)),
      ...middlewares.map(({ name, namespace }, m) =>
        inNamespaceOf(object, "Middleware", name, `spec.routes[${r}].middlewares[${m}]`, namespace),
      ),
    ]),
    ...(tls.secretName === undefined
      ? []
      : [local(object, "Secret", tls.secretName, "spec.tls.secretName", "secrets")]),
    ...(tls.options === undefined
      ? []
      : [inNamespaceOf(object, "TLSOption", tls.options.name, "spec.tls.options", tls.options.namespace)]),
  ];
}

/** The backends between which it splits requests, or the one that answers and its mirrors. */
export function fromTraefikService(object: KubeObject): Reference[] {
  const { weighted, mirroring } = specOf<TraefikServiceSpec>(object);
  return [
    ...(weighted?.services ?? []).flatMap((service, s) => backend(object, service, `spec.weighted.services[${s}]`)),
    ...(mirroring === undefined ? [] : backend(object, mirroring, "spec.mirroring")),
    ...(mirroring?.mirrors ?? []).flatMap((mirror, m) => backend(object, mirror, `spec.mirroring.mirrors[${m}]`)),
  ];
}

/** Traefik looks for the transport in the namespace of the Service, and for none of a TraefikService. */
function backend(
  object: KubeObject,
  { kind, name, namespace, port, serversTransport }: Backend,
  field: string,
): Reference[] {
  if (kind === "TraefikService") {
    return isElsewhere(name) ? [] : [inNamespaceOf(object, kind, name, field, namespace)];
  }
  const service = toService(object, name, port, field, namespace);
  if (serversTransport === undefined || isElsewhere(serversTransport)) return [service];
  const transportField = `${field}.serversTransport`;
  return [service, inNamespaceOf(object, "ServersTransport", serversTransport, transportField, namespace)];
}

/** `api@internal`: Traefik has it from another provider than the objects of its own kinds. */
function isElsewhere(name: string): boolean {
  return name.includes("@");
}
