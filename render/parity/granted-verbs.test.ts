import { expect, test } from "vitest";
import { grantedVerbs } from "./granted-verbs.ts";

test("grantedVerbs() says what may be done to what, as kubectl writes it", () => {
  const rules = [
    { apiGroups: ["", "apps"], resources: ["pods/log", "deployments"], verbs: ["get", "list"] },
    { apiGroups: [""], resources: ["secrets"], resourceNames: ["a", "b"], verbs: ["get"] },
    { nonResourceURLs: ["/metrics"], verbs: ["get"] },
  ];
  expect(grantedVerbs(rules)).toEqual({
    "pods/log": { get: true, list: true },
    deployments: { get: true, list: true },
    "pods.apps/log": { get: true, list: true },
    "deployments.apps": { get: true, list: true },
    "secrets:a": { get: true },
    "secrets:b": { get: true },
    "/metrics": { get: true },
  });
});

test("grantedVerbs() is the same whichever way rules are grouped", () => {
  const pods = { apiGroups: [""], resources: ["pods"] };
  const grouped = [{ apiGroups: [""], resources: ["nodes", "pods"], verbs: ["list", "get"] }];
  const apart = [
    { ...pods, verbs: ["get"] },
    { apiGroups: [""], resources: ["nodes"], verbs: ["get", "list"] },
    { ...pods, verbs: ["list", "get"] },
  ];
  expect(grantedVerbs(apart)).toEqual(grantedVerbs(grouped));
});

test("grantedVerbs() tells a right to every object from one to a named one", () => {
  const rule = { apiGroups: [""], resources: ["secrets"], verbs: ["get"] };
  expect(grantedVerbs([rule])).not.toEqual(grantedVerbs([{ ...rule, resourceNames: ["a"] }]));
});
