import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import type { Lab } from "../../checks/rule.ts";
import { graphOf } from "../../model/graph.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { secretHoldersIn, secretHoldersOf } from "./secret-holders.ts";

function labOf(...objects: readonly KubeObject[]): Lab {
  const units = [sampleUnit("tool", objects)];
  return { cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() };
}

const RBAC = "rbac.authorization.k8s.io/v1";
const role = (rule: object) => sampleObject(`${RBAC}/Role`, "tools/reader", { rules: [rule] });
const binding = (kind: string, name: string) =>
  sampleObject(`${RBAC}/RoleBinding`, "tools/reader", {
    roleRef: { kind, name },
    subjects: [{ kind: "ServiceAccount", name: "tool" }],
  });
const reads = { apiGroups: [""], resources: ["secrets"], verbs: ["get"] };

describe("secretHoldersOf()", () => {
  test("finds who may read every Secret of the declared lab", async () => {
    const holders = secretHoldersOf(await declaredLab()).filter(({ namespace }) => namespace === undefined);
    const accounts = holders.map(({ account }) => account);
    expect(accounts).toContain("tools/vault-secrets-operator");
    expect(accounts).toContain("traefik/traefik");
    expect(accounts).not.toContain("tools/prometheus");
  });

  test("finds who may in one namespace, by a role of its own or one of Kubernetes", () => {
    const expected = [{ account: "tools/tool", owner: "tool", namespace: "tools" }];
    expect(secretHoldersOf(labOf(role(reads), binding("Role", "reader")))).toEqual(expected);
    expect(secretHoldersOf(labOf(binding("ClusterRole", "edit")))).toEqual(expected);
    expect(secretHoldersIn(labOf(binding("ClusterRole", "edit")), "tools")).toEqual(expected);
  });

  test("leaves out who may read some by name, or only write", () => {
    for (const change of [{ resourceNames: ["one"] }, { verbs: ["create"] }, { resources: ["configmaps"] }]) {
      expect(secretHoldersOf(labOf(role({ ...reads, ...change }), binding("Role", "reader")))).toEqual([]);
    }
  });
});
