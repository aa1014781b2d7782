import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { roleWidened } from "./role-widened.ts";

const role = (...rules: object[]) => sampleObject("rbac.authorization.k8s.io/v1", "ClusterRole", "reader", { rules });
const pods = { apiGroups: [""], resources: ["pods", "services"], verbs: ["get", "list"] };
const widened = (before: object[], after: object[]) =>
  seen(roleWidened, { erp: [role(...before)] }, { erp: [role(...after)] });

test("role-widened tells of verbs, resources and groups that come along", () => {
  expect(widened([pods], [{ ...pods, verbs: ["get", "list", "delete"] }])).toEqual([
    'warn: allows "delete" on pods',
    'warn: allows "delete" on services',
  ]);
  expect(widened([pods], [pods, { apiGroups: ["apps"], resources: ["*"], verbs: ["patch"] }])).toEqual([
    'warn: allows "patch" on apps/*',
  ]);
});

test("role-widened tells where a limit to names goes, and of paths", () => {
  const secret = { apiGroups: [""], resources: ["secrets"], verbs: ["get"] };
  expect(widened([{ ...secret, resourceNames: ["token"] }], [secret])).toEqual(['warn: allows "get" on secrets']);
  expect(
    widened([{ nonResourceURLs: ["/metrics"], verbs: ["get"] }], [{ nonResourceURLs: ["*"], verbs: ["get"] }]),
  ).toEqual(['warn: allows "get" on *']);
});

test("role-widened is silent where rules are written otherwise, narrowed, or covered by a wildcard", () => {
  const split = ["pods", "services"].map(resource => ({ ...pods, resources: [resource] }));
  expect(widened([pods], split)).toEqual([]);
  expect(widened([pods], [{ ...pods, verbs: ["get"] }])).toEqual([]);
  expect(widened([{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }], [pods])).toEqual([]);
  expect(widened([{ ...pods, resources: ["*/scale"] }], [{ ...pods, resources: ["deployments/scale"] }])).toEqual([]);
});

test("role-widened leaves new roles to others", () => {
  expect(seen(roleWidened, { erp: [] }, { erp: [role(pods)] })).toEqual([]);
});
