import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { rolePowerful } from "./role-powerful.ts";

const role = (rule: object, kind = "Role") =>
  sampleObject("rbac.authorization.k8s.io/v1", kind, "reader", { rules: [{ apiGroups: [""], ...rule }] });

test.each([
  ["reads every secret", { resources: ["secrets"], verbs: ["list"] }],
  ["gives roles more rights than it has (escalate)", rbac("clusterroles", "escalate")],
  ["binds roles that it does not have (bind)", rbac("roles", "bind")],
  ["acts as somebody else (impersonate)", { resources: ["users"], verbs: ["impersonate"] }],
  ["makes tokens of service accounts", { resources: ["serviceaccounts/token"], verbs: ["create"] }],
  ["runs commands in pods", { resources: ["pods/exec"], verbs: ["create"] }],
  ["allows every API group", { apiGroups: ["*"], resources: ["widgets"], verbs: ["get"] }],
])("role-powerful tells of a role that %s", (what, rule) => {
  expect(seen(rolePowerful, { erp: [] }, { erp: [role(rule)] })).toEqual([`warn: ${what}`]);
});

test("role-powerful finds what wildcards hold, and sums up what holds all", () => {
  const wide = role({ resources: ["*"], verbs: ["*"] }, "ClusterRole");
  expect(seen(rolePowerful, { erp: [] }, { erp: [wide] })).toEqual(
    expect.arrayContaining(["warn: allows every verb", "warn: reads every secret"]),
  );
  const all = role({ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }, "ClusterRole");
  expect(seen(rolePowerful, { erp: [] }, { erp: [all] })).toEqual(["warn: allows everything"]);
});

test("role-powerful is silent about secrets by name, and what cannot read them", () => {
  const secrets = { resources: ["secrets"], verbs: ["get"], resourceNames: ["token"] };
  expect(seen(rolePowerful, { erp: [] }, { erp: [role(secrets)] })).toEqual([]);
  expect(seen(rolePowerful, { erp: [] }, { erp: [role({ resources: ["secrets"], verbs: ["create"] })] })).toEqual([]);
  expect(seen(rolePowerful, { erp: [] }, { erp: [role({ resources: ["pods"], verbs: ["get", "list"] })] })).toEqual([]);
});

test("role-powerful tells what a change takes back, and what was there", () => {
  const [wide, narrow] = [
    role({ resources: ["secrets"], verbs: ["get"] }),
    role({ resources: ["pods"], verbs: ["get"] }),
  ];
  expect(seen(rolePowerful, { erp: [wide] }, { erp: [narrow] })).toEqual(["warn, fixed: reads every secret"]);
});

function rbac(resource: string, verb: string) {
  return { apiGroups: ["rbac.authorization.k8s.io"], resources: [resource], verbs: [verb] };
}

test("role-powerful takes nothing for put right that left git and stays", () => {
  const kept = role({ resources: ["secrets"], verbs: ["get"] });
  expect(seen(rolePowerful, { erp: [{ ...kept, metadata: { name: "reader", ...PROTECTED } }] }, { erp: [] })).toEqual(
    [],
  );
});
