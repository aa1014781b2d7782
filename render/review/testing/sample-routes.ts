import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleObject } from "./sample-objects.ts";

/** A route of Traefik with TLS; `match` is for `erp.example.net`, if nothing is given. */
export function sampleRoute({
  name = "erp",
  match = "Host(`erp.example.net`)",
  middlewares = [] as readonly string[],
  spec = {},
} = {}): KubeObject {
  const services = [{ name: "erp", port: 80 }];
  return sampleObject("traefik.io/v1alpha1", "IngressRoute", name, {
    spec: {
      entryPoints: ["websecure"],
      routes: [{ kind: "Rule", match, middlewares: middlewares.map(name => ({ name })), services }],
      tls: { certResolver: "own" },
      ...spec,
    },
  });
}

export function sampleMiddleware(name: string, spec: object): KubeObject {
  return sampleObject("traefik.io/v1alpha1", "Middleware", name, { spec });
}

/** An Ingress of `erp.example.net` with TLS. */
export function sampleIngress({ annotations = {}, spec = {} } = {}): KubeObject {
  const paths = [{ path: "/", pathType: "Prefix", backend: { service: { name: "erp", port: { number: 80 } } } }];
  return sampleObject("networking.k8s.io/v1", "Ingress", "erp", {
    metadata: { name: "erp", annotations },
    spec: {
      rules: [{ host: "erp.example.net", http: { paths } }],
      tls: [{ hosts: ["erp.example.net"], secretName: "erp-tls" }],
      ...spec,
    },
  });
}

/** An HTTPRoute of `erp.example.net`. */
export function sampleHttpRoute({ filters = [] as readonly object[], spec = {} } = {}): KubeObject {
  return sampleObject("gateway.networking.k8s.io/v1", "HTTPRoute", "erp", {
    spec: {
      hostnames: ["erp.example.net"],
      parentRefs: [{ name: "gateway" }],
      rules: [{ filters, backendRefs: [{ name: "erp", port: 80 }] }],
      ...spec,
    },
  });
}
