import { Construct } from "constructs";
import { ConfigMap } from "../../kubernetes.ts";
import { HEALTH } from "./health.ts";

export interface ArgocdConfigurationProps {
  /** Where people reach it: `https://argocd.arcodange.lab`. */
  readonly url: string;
}

/**
 * Argo CD's own settings, which it reads while it runs.
 *
 * Gitea's webhooks bring every commit. The clock finds one whose webhook was lost, and repeats a comparison that failed,
 * as all do after a power cut until Gitea answers: nothing else repeats it.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/argocd-cm-yaml/
 */
export class ArgocdConfiguration extends Construct {
  constructor(scope: Construct, id: string, { url }: ArgocdConfigurationProps) {
    super(scope, id);
    new ConfigMap(this, "settings", {
      metadata: {
        name: "argocd-cm",
        // Argo CD finds its settings by the second label.
        labels: { "app.kubernetes.io/name": "argocd-cm", "app.kubernetes.io/part-of": "argocd" },
      },
      data: {
        url,
        "timeout.reconciliation": "180s",
        "timeout.reconciliation.jitter": "60s",
        "resource.exclusions": flow(EXCLUSIONS),
        ...prefixed("resource.customizations.health.", HEALTH),
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
