import { defineComponent } from "../../component.ts";
import { IngressClass, Namespace } from "../../kubernetes.ts";
import { podSecurity } from "../../pod-security.ts";
import { TlsOption, TRAEFIK } from "./api.ts";
import { traefikDefinitions } from "./definitions.ts";

/** The ingress of every host name, inside and outside. */
export const traefik = defineComponent({
  name: "traefik",
  class: "platform",
  namespace: TRAEFIK.namespace,
  crds: ["traefik.io"],
  definitions: traefikDefinitions,
  resources(chart) {
    new Namespace(chart, "namespace", {
      metadata: { name: TRAEFIK.namespace, labels: podSecurity("restricted") },
    });
    new IngressClass(chart, "ingress-class", {
      metadata: { name: TRAEFIK.name, annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } },
      spec: { controller: "traefik.io/ingress-controller" },
    });
    // Traefik takes the option named "default" for every route that names none.
    new TlsOption(chart, "tls", {
      metadata: { name: "default" },
      spec: { minVersion: "VersionTLS12", sniStrict: true },
    });
  },
});
