import type { Cluster } from "../../../clusters/lab.ts";
import { defineComponent, type LeftOut } from "../../component.ts";
import { IngressClass, Namespace } from "../../kubernetes.ts";
import { hostname, owned } from "../../naming.ts";
import { podSecurity } from "../../pod-security.ts";
import { typed, USER_LIST } from "../../secrets/origin.ts";
import { InternalRoute, USERS_SECRET } from "../../shapes/internal-route.ts";
import { Secrets } from "../../shapes/secrets.ts";
import { VAULT_LOGIN, VaultLogin } from "../vault-secrets-operator/vault-login.ts";
import { traefikAlerts } from "./alerts.ts";
import { TlsOption, TRAEFIK } from "./api.ts";
import { BOUNCER } from "./bouncer.ts";
import { traefikDefinitions } from "./definitions.ts";
import { DUCKDNS } from "./files.ts";
import { TraefikPermissions } from "./permissions.ts";
import { TraefikReachability } from "./reachability.ts";
import { TraefikWorkload } from "./workload.ts";

/**
 * The ingress of every host name, inside and outside. Of CrowdSec's secrets it reads `crowdsec/bouncer`.
 */
export const traefik = defineComponent({
  name: "traefik",
  class: "platform",
  namespace: TRAEFIK.namespace,
  crds: ["traefik.io"],
  definitions: traefikDefinitions,
  alerts: traefikAlerts,
  secrets: ({ zone }) => ({
    "traefik/users": USER_LIST,
    ...(zone !== undefined && { "traefik/duckdns": { token: typed("token that duckdns.org shows") } }),
  }),
  leftOut,
  resources(chart, cluster) {
    const { name, namespace } = TRAEFIK;
    new Namespace(chart, "namespace", { metadata: { name: namespace, labels: podSecurity("restricted") } });
    new TraefikPermissions(chart, "permissions");
    new TraefikReachability(chart, "reachability");
    new VaultLogin(chart, "login", { role: name });
    new Secrets(chart, "own-secrets", { owner: name, login: VAULT_LOGIN, secrets: ownSecrets(cluster) });
    if (cluster.zone !== undefined) {
      const secrets = { [BOUNCER.key.object]: "bouncer" };
      new Secrets(chart, "secrets-of-crowdsec", { owner: "crowdsec", login: VAULT_LOGIN, secrets });
    }
    new TraefikWorkload(chart, "workload", { cluster });
    new InternalRoute(chart, "dashboard", {
      name,
      host: hostname(name, cluster.domain),
      backend: { kind: "TraefikService", name: "api@internal" },
      login: "traefik",
    });
    new IngressClass(chart, "ingress-class", {
      metadata: { name, annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } },
      spec: { controller: "traefik.io/ingress-controller" },
    });
    // Traefik takes the option named "default" for every route that names none.
    new TlsOption(chart, "tls", {
      metadata: { name: "default" },
      spec: { minVersion: "VersionTLS12", sniStrict: true },
    });
  },
});

function ownSecrets({ zone }: Cluster): Record<string, string> {
  return {
    [owned(TRAEFIK.name, USERS_SECRET)]: USERS_SECRET,
    ...(zone !== undefined && { [DUCKDNS.object]: "duckdns" }),
  };
}

function leftOut({ stepCa }: Cluster): LeftOut[] {
  if (stepCa.rootCertificate !== undefined) return [];
  return [
    {
      field: "stepCa.rootCertificate",
      problem: "it is not known yet, so Traefik orders no certificate for a name of the lab",
      remedy: "let `lab up` set up Step-CA and learn it,",
    },
  ];
}
