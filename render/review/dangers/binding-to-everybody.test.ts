import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { bindingToEverybody } from "./binding-to-everybody.ts";

const binding = (group: string, role = "view", kind = "Group") =>
  sampleObject("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "open", {
    roleRef: { kind: "ClusterRole", name: role },
    subjects: [{ kind, name: group }],
  });

test.each([
  ["system:unauthenticated", "stop: everybody, without a login, gets"],
  ["system:authenticated", "warn: everybody with any login, every pod included, gets"],
  ["system:serviceaccounts", "warn: every pod of the cluster gets"],
])("binding-to-everybody tells what %s means", (group, told) => {
  expect(seen(bindingToEverybody, { erp: [] }, { erp: [binding(group)] })).toEqual([`${told} ClusterRole "view"`]);
});

test("binding-to-everybody is silent about groups of people, and about what Kubernetes tells everybody itself", () => {
  expect(seen(bindingToEverybody, { erp: [] }, { erp: [binding("ops")] })).toEqual([]);
  expect(seen(bindingToEverybody, { erp: [] }, { erp: [binding("system:authenticated", "system:discovery")] })).toEqual(
    [],
  );
});
