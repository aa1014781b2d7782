import { covers, type RbacRule, rulesOf } from "../objects/rbac-rules.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
export const rolePowerful: Danger = {
  id: "role-powerful",
  level: "warn",
  explanation:
    "A role holds a right by which whoever has it can get more rights than it names, up to the whole cluster",
  remedy: "Name the verbs and resources that are needed, secrets by their names, and leave out what gives rights away",
  object: ({ object }) => {
    const told = (rulesOf(object) ?? []).flatMap(rule =>
      isUnbounded(rule) ? ["allows everything"] : POWERS.flatMap(({ what, holds }) => (holds(rule) ? [what] : [])),
    );
    return [...new Set(told)].map(what => ({ what, field: "rules" }));
  },
};

function isUnbounded({ groups, resources, verbs }: RbacRule): boolean {
  return [groups, resources, verbs].every(list => list.includes("*"));
}

interface Power {
  readonly what: string;
  readonly holds: (rule: RbacRule) => boolean;
}

const POWERS: readonly Power[] = [
  { what: "allows every verb", holds: ({ verbs, resources }) => resources.length > 0 && verbs.includes("*") },
  { what: "allows every resource", holds: ({ resources }) => resources.includes("*") },
  { what: "allows every API group", holds: ({ groups }) => groups.includes("*") },
  {
    what: "reads every secret",
    holds: rule => isUnlimited(rule) && grants(rule, "", "secrets", "get", "list", "watch"),
  },
  { what: "gives roles more rights than it has (escalate)", holds: rule => overRoles(rule, "escalate") },
  { what: "binds roles that it does not have (bind)", holds: rule => overRoles(rule, "bind") },
  {
    what: "acts as somebody else (impersonate)",
    holds: rule =>
      rule.verbs.includes("impersonate") ||
      ["users", "groups", "serviceaccounts"].some(resource => grants(rule, "", resource, "impersonate")),
  },
  { what: "makes tokens of service accounts", holds: rule => grants(rule, "", "serviceaccounts/token", "create") },
  { what: "runs commands in pods", holds: rule => grants(rule, "", "pods/exec", "create", "get") },
  { what: "reaches the kubelet of a node", holds: rule => grants(rule, "", "nodes/proxy", "create", "get") },
];

function grants(rule: RbacRule, group: string, resource: string, ...verbs: string[]): boolean {
  return covers(rule, group, resource) && [...verbs, "*"].some(verb => rule.verbs.includes(verb));
}

function overRoles(rule: RbacRule, verb: string): boolean {
  return ["roles", "clusterroles"].some(roles => grants(rule, "rbac.authorization.k8s.io", roles, verb));
}

function isUnlimited({ names }: RbacRule): boolean {
  return names.length === 0;
}
