import { defineComponent } from "../../component.ts";
import { Namespace, ServiceAccount } from "../../kubernetes.ts";
import { hostname } from "../../naming.ts";
import { podSecurity } from "../../pod-security.ts";
import { VaultLogin } from "../vault-secrets-operator/vault-login.ts";
import { ArgocdConfiguration } from "./configuration.ts";
import { argocdDefinitions } from "./definitions.ts";
import { ARGOCD_NAMESPACE } from "./namespace.ts";

/** Argo CD, which syncs this repository and itself. Its Applications and projects are derived from all units. */
export const argocd = defineComponent({
  name: "argocd",
  class: "platform",
  namespace: ARGOCD_NAMESPACE,
  crds: ["argoproj.io"],
  definitions: argocdDefinitions,
  resources(chart, cluster) {
    new Namespace(chart, "namespace", {
      metadata: { name: ARGOCD_NAMESPACE, labels: podSecurity("restricted") },
    });
    new ServiceAccount(chart, "account", {
      metadata: { name: "argocd" },
      automountServiceAccountToken: false,
    });
    new ArgocdConfiguration(chart, "configuration", { url: `https://${hostname("argocd", cluster.domain)}` });
    new VaultLogin(chart, "login", { role: "argocd" });
  },
});
