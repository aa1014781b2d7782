import type { Cluster } from "../../../clusters/lab.ts";
import { defineComponent, type LeftOut } from "../../component.ts";
import { Namespace, ServiceAccount } from "../../kubernetes.ts";
import { podSecurity } from "../../pod-security.ts";
import { VaultLogin } from "../vault-secrets-operator/vault-login.ts";
import { argocdAlerts } from "./alerts.ts";
import { ApplicationController } from "./application-controller.ts";
import { ApplicationSetController } from "./applicationset-controller.ts";
import { ArgocdConfiguration } from "./configuration.ts";
import { argocdDefinitions } from "./definitions.ts";
import { ARGOCD_NAMESPACE } from "./namespace.ts";
import { ArgocdParameters } from "./parameters.ts";
import { Redis } from "./redis.ts";
import { RepoServer } from "./repo-server.ts";
import { argocdSecrets } from "./secrets.ts";
import { Server } from "./server.ts";
import { ServerSecrets } from "./server-secrets.ts";
import { PeoplesRights } from "./sign-in.ts";
import { Trust } from "./trust.ts";

/** Argo CD, which syncs this repository and itself. Its Applications and projects are derived from all units. */
export const argocd = defineComponent({
  name: "argocd",
  class: "platform",
  namespace: ARGOCD_NAMESPACE,
  ownLogin: "Argo CD asks for Gitea's account, or for the local administrator's password",
  crds: ["argoproj.io"],
  definitions: argocdDefinitions,
  alerts: argocdAlerts,
  secrets: () => argocdSecrets,
  leftOut,
  resources(chart, cluster) {
    new Namespace(chart, "namespace", {
      metadata: { name: ARGOCD_NAMESPACE, labels: podSecurity("restricted") },
    });
    new ServiceAccount(chart, "account", {
      metadata: { name: "argocd" },
      automountServiceAccountToken: false,
    });
    new VaultLogin(chart, "login", { role: "argocd" });

    new ArgocdConfiguration(chart, "configuration", { cluster });
    new ArgocdParameters(chart, "parameters");
    new PeoplesRights(chart, "people", cluster);
    new Trust(chart, "trust", cluster);
    new ServerSecrets(chart, "secrets");

    new ApplicationController(chart, "controller", { cluster });
    new ApplicationSetController(chart, "applicationset-controller", { cluster });
    new RepoServer(chart, "repo-server", { cluster });
    new Server(chart, "server", { cluster });
    new Redis(chart, "redis", { cluster });
  },
});

function leftOut({ stepCa }: Cluster): LeftOut[] {
  if (stepCa.rootCertificate !== undefined) return [];
  return [
    {
      field: "stepCa.rootCertificate",
      problem: "it is not known yet, so Argo CD trusts Gitea neither for repositories nor for signing in",
      remedy: "let `lab up` set up Step-CA and learn it,",
    },
  ];
}
