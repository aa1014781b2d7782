import { closest } from "fastest-levenshtein";
import type { Finding } from "../../clusters/finding.ts";
import { TOOLS_NAMESPACE } from "../../platform/components/foundation/namespaces.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import {
  ENFORCE_LABEL,
  POD_SECURITY_EXCEPTIONS,
  POD_SECURITY_LEVELS,
  type PodSecurityLevel,
} from "../../platform/pod-security.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOfKind } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * A pod gets no more rights than its namespace's Pod Security Standard, which is `restricted` unless an exception is
 * written down, and the namespaces of apps and tools let nobody in who is not admitted.
 */
export const isolation: Rule = {
  name: "isolation",
  check(lab) {
    const closed = closedNamespaces(lab);
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOfKind(lab, "Namespace")) {
      findings.push(...podSecurity(unit, object));
      const mustBeClosed = unit.class === "app" || object.metadata.name === TOOLS_NAMESPACE;
      if (mustBeClosed && !closed.has(object.metadata.name)) findings.push(open(unit, object));
    }
    return findings;
  },
};

function podSecurity(unit: BuiltUnit, namespace: KubeObject): Finding[] {
  const { name, labels } = namespace.metadata;
  const level = labels?.[ENFORCE_LABEL];
  const exception = unit.class === "app" ? undefined : POD_SECURITY_EXCEPTIONS[name];
  const permitted = exception?.level ?? "restricted";
  const rank = POD_SECURITY_LEVELS.indexOf(level as PodSecurityLevel);
  if (rank !== -1 && rank <= POD_SECURITY_LEVELS.indexOf(permitted)) return [];
  return [
    objectFinding(isolation.name, unit, namespace, {
      field: `metadata.labels[${ENFORCE_LABEL}]`,
      ...(rank === -1 ? unknownLevel(level, permitted) : lax(unit, name, level, permitted)),
    }),
  ];
}

function unknownLevel(level: string | undefined, permitted: PodSecurityLevel) {
  if (level === undefined) return { problem: "it has none, so any pod may run", remedy: `write "${permitted}"` };
  const problem = `${inQuotes(level)} is no Pod Security Standard, so any pod may run`;
  return { problem, remedy: `write "${closest(level, POD_SECURITY_LEVELS)}"` };
}

function lax(unit: BuiltUnit, name: string, level: string | undefined, permitted: PodSecurityLevel) {
  const remedy = unit.class === "app" ? "" : `name ${inQuotes(name)} with its reason in platform/pod-security.ts, or `;
  return { problem: `${inQuotes(level)} is laxer than "${permitted}"`, remedy: `${remedy}write "${permitted}"` };
}

/** Namespaces with a policy that selects all pods and admits nobody: what others admit adds to it. */
function closedNamespaces(lab: Lab): Set<string> {
  const closed = new Set<string>();
  for (const { object } of objectsOfKind(lab, "NetworkPolicy")) {
    if (deniesIngress(object)) closed.add(object.metadata.namespace ?? "");
  }
  return closed;
}

interface PolicySpec {
  readonly podSelector?: { readonly matchLabels?: object; readonly matchExpressions?: readonly unknown[] };
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly unknown[];
}

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-traffic */
function deniesIngress(policy: KubeObject): boolean {
  const { podSelector = {}, policyTypes = ["Ingress"], ingress = [] } = (policy.spec ?? {}) as PolicySpec;
  const { matchLabels = {}, matchExpressions = [] } = podSelector;
  const selectsAll = Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
  return selectsAll && policyTypes.includes("Ingress") && ingress.length === 0;
}

function open(unit: BuiltUnit, namespace: KubeObject): Finding {
  return objectFinding(isolation.name, unit, namespace, {
    problem: `no NetworkPolicy closes ${inQuotes(namespace.metadata.name)}, so every pod of the cluster reaches its pods`,
    remedy: 'add one with podSelector {} and policyTypes ["Ingress"] and no ingress rule',
    ...(unit.class === "app" && { file: "platform/shapes/tenant.ts" }),
  });
}
