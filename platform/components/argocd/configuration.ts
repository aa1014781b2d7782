import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap } from "../../kubernetes.ts";
import { hostname } from "../../naming.ts";
import { HEALTH } from "./health.ts";
import { argocdLabels } from "./labels.ts";
import { oidcConfig } from "./sign-in.ts";

/** Name of the ConfigMap with the settings. */
export const SETTINGS_MAP = "argocd-cm";

/**
 * How often the clock asks for a comparison. Gitea's webhooks bring every commit; the clock finds one whose webhook was
 * lost, and repeats a comparison that failed, as all do after a power cut until Gitea answers: nothing else repeats it.
 * Of all settings only these are read just once.
 */
export const TIMEOUTS = { "timeout.reconciliation": "180s", "timeout.reconciliation.jitter": "60s" };

/**
 * Argo CD's own settings, which it reads while it runs.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/argocd-cm-yaml/
 */
export class ArgocdConfiguration extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new ConfigMap(this, "settings", {
      metadata: { name: SETTINGS_MAP, labels: argocdLabels(SETTINGS_MAP) },
      data: {
        url: `https://${hostname("argocd", cluster.domain)}`,
        "oidc.config": flow(oidcConfig(cluster)),
        ...TIMEOUTS,
        "resource.exclusions": flow(EXCLUSIONS),
        ...prefixed("resource.customizations.health.", HEALTH),
        ...prefixed("resource.customizations.ignoreDifferences.", mapped(IGNORED_DIFFERENCES, flow)),
        ...prefixed("resource.customizations.ignoreResourceUpdates.", mapped(IGNORED_UPDATES, flow)),
      },
    });
  }
}

/** Kinds that Argo CD neither watches nor shows: they change all the time, and come from no repository. */
const EXCLUSIONS = [
  { apiGroups: ["", "discovery.k8s.io"], kinds: ["Endpoints", "EndpointSlice"] },
  { apiGroups: ["coordination.k8s.io"], kinds: ["Lease"] },
  {
    apiGroups: ["authentication.k8s.io", "authorization.k8s.io"],
    kinds: [
      ...["SelfSubjectReview", "TokenReview", "LocalSubjectAccessReview", "SelfSubjectAccessReview"],
      ...["SelfSubjectRulesReview", "SubjectAccessReview"],
    ],
  },
  { apiGroups: ["certificates.k8s.io"], kinds: ["CertificateSigningRequest"] },
];

/**
 * Fields that git states and Kubernetes' own controllers write all the same are theirs: the number of pods that an
 * autoscaler sets, the rules of a role that is made of others. On k3s they all go by its name.
 *
 * Nothing else needs a rule. The API server itself says what a sync would change, so what git leaves out is no
 * difference, whoever fills it in: the authority of a webhook, the defaults of a StatefulSet's claims, the annotation by
 * which the Vault Secrets Operator restarts a workload, what Longhorn and Traefik add to their objects.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/#server-side-diff
 */
const IGNORED_DIFFERENCES = {
  all: { managedFieldsManagers: ["k3s", "kube-controller-manager", "clusterrole-aggregation-controller"] },
};

/** Changes after which an Application need not be compared again: on a Pi each comparison counts. */
const IGNORED_UPDATES = {
  all: { jsonPointers: ["/status"] },
  "argoproj.io_Application": {
    jqPathExpressions: ['.metadata.annotations."argocd.argoproj.io/refresh"', ".operation"],
  },
  apps_ReplicaSet: {
    jqPathExpressions: [
      '.metadata.annotations."deployment.kubernetes.io/desired-replicas"',
      '.metadata.annotations."deployment.kubernetes.io/max-replicas"',
    ],
  },
};

/** JSON, which is YAML and what these settings hold. */
function flow(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function prefixed(prefix: string, entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [prefix + key, value]));
}

function mapped<T>(entries: Readonly<Record<string, T>>, change: (value: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));
}
