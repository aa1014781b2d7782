import { expect, test } from "vitest";
import { listKeys } from "./list-keys.ts";

test("listKeys() tells containers apart by name", () => {
  const keys = listKeys("containers", [{ name: "erp" }], [{ name: "proxy" }, { name: "erp" }]);
  expect(keys).toEqual({ before: ["erp"], after: ["proxy", "erp"] });
});

test("listKeys() tells ports apart by name, and by number and protocol where one has no name", () => {
  const dns = [
    { name: "tcp", port: 53 },
    { name: "udp", port: 53, protocol: "UDP" },
  ];
  expect(listKeys("ports", dns, dns)?.before).toEqual(["tcp", "udp"]);
  expect(listKeys("ports", dns, [{ port: 53 }])).toEqual({ before: ["53/TCP", "53/UDP"], after: ["53/TCP"] });
  expect(listKeys("ports", [{ containerPort: 80 }], [])?.before).toEqual(["80/TCP"]);
});

test("listKeys() tells apart what carries no name by what it is about", () => {
  const keysOf = (field: string, ...list: unknown[]) => listKeys(field, list, list)?.before;
  expect(keysOf("rules", { host: "a.example.net" }, { host: "b.example.net" })).toEqual([
    "a.example.net",
    "b.example.net",
  ]);
  expect(keysOf("routes", { match: "Host(`a`)" })).toEqual(["Host(`a`)"]);
  expect(
    keysOf("subjects", { kind: "User", name: "u" }, { kind: "ServiceAccount", name: "s", namespace: "n" }),
  ).toEqual(["User/u", "ServiceAccount/n/s"]);
  expect(keysOf("tolerations", { operator: "Exists", effect: "NoSchedule" }, { key: "a" })).toEqual([
    "Exists/NoSchedule",
    "a",
  ]);
  expect(keysOf("envFrom", { secretRef: { name: "a" } }, { configMapRef: { name: "a" } })).toEqual([
    "secretRef/a",
    "configMapRef/a",
  ]);
  expect(keysOf("volumeClaimTemplates", { metadata: { name: "data" } })).toEqual(["data"]);
  expect(keysOf("rules", { verbs: ["get"] }, { verbs: ["list"] })).toBeUndefined();
  expect(keysOf("ingress", { from: [] }, {})).toBeUndefined();
});

test("listKeys() goes by position where two elements share a key or one has none", () => {
  expect(listKeys("env", [{ name: "A" }, { name: "A" }], [])).toBeUndefined();
  expect(listKeys("env", [{ name: "A" }], [{ value: "x" }])).toBeUndefined();
  expect(listKeys("env", ["A"], ["B"])).toBeUndefined();
});

test("listKeys() goes by position in lists it does not know, and in fields that every object inherits", () => {
  expect(listKeys("args", [{ name: "a" }], [{ name: "b" }])).toBeUndefined();
  expect(listKeys("constructor", [{ name: "a" }], [{ name: "b" }])).toBeUndefined();
});
