import { closest } from "fastest-levenshtein";
import type { Finding } from "../../clusters/finding.ts";
import { TOOLS_NAMESPACE } from "../../platform/components/foundation/namespaces.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { namespaceOf } from "../../platform/object-identity.ts";
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
 * written down, and the namespaces of apps and tools let nobody in who is not admitted: no policy opens them again. No
 * quota keeps every pod out.
 */
export const isolation: Rule = {
  name: "isolation",
  check(lab) {
    const closed = closedNamespaces(lab);
    const guarded = new Set<string>();
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOfKind(lab, "Namespace")) {
      findings.push(...podSecurity(unit, object));
      if (unit.class !== "app" && object.metadata.name !== TOOLS_NAMESPACE) continue;
      guarded.add(object.metadata.name);
      if (!closed.has(object.metadata.name)) findings.push(open(unit, object));
    }
    for (const { unit, object } of objectsOfKind(lab, "NetworkPolicy")) {
      if (guarded.has(namespaceOf(object, unit.namespace))) findings.push(...openings(unit, object));
    }
    for (const { unit, object } of objectsOfKind(lab, "ResourceQuota")) findings.push(...shutQuota(unit, object));
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
  readonly ingress?: readonly TrafficRule[];
  readonly egress?: readonly TrafficRule[];
}

interface TrafficRule {
  readonly from?: readonly unknown[];
  readonly to?: readonly unknown[];
  readonly ports?: readonly unknown[];
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

/** Policies add up: one rule without peers and ports opens what every other policy closes. */
function openings(unit: BuiltUnit, policy: KubeObject): Finding[] {
  const { ingress = [], egress = [], policyTypes } = (policy.spec ?? {}) as PolicySpec;
  const types = policyTypes ?? (egress.length > 0 ? ["Ingress", "Egress"] : ["Ingress"]);
  const ways = [
    { type: "Ingress", list: "ingress", rules: ingress, peers: "from", consequence: "to everybody" },
    { type: "Egress", list: "egress", rules: egress, peers: "to", consequence: "from its pods to everywhere" },
  ] as const;
  return ways.flatMap(({ type, list, rules, peers, consequence }) =>
    rules.flatMap((rule, index) => {
      if (!types.includes(type) || !isEmpty(rule[peers]) || !isEmpty(rule.ports)) return [];
      return objectFinding(isolation.name, unit, policy, {
        field: `spec.${list}[${index}]`,
        problem: `it has neither "${peers}" nor "ports", so it opens everything ${consequence}`,
        remedy: `write "${peers}" and "ports", or remove it`,
      });
    }),
  );
}

function isEmpty(values: readonly unknown[] | undefined): boolean {
  return values === undefined || values.length === 0;
}

function shutQuota(unit: BuiltUnit, quota: KubeObject): Finding[] {
  const { hard = {} } = (quota.spec ?? {}) as { hard?: Readonly<Record<string, string | number>> };
  return ["pods", "count/pods"].flatMap(line => {
    const pods = hard[line];
    if (pods === undefined || Number(pods) !== 0) return [];
    return objectFinding(isolation.name, unit, quota, {
      field: `spec.hard[${line}]`,
      problem: `${inQuotes(pods)} lets no pod run`,
      remedy: "write how many may run",
    });
  });
}
