import { describe, expect, test } from "vitest";
import { holds, openingsOf } from "./network-policies.ts";

describe("holds()", () => {
  test.each([
    ["10.0.0.0/8", [], "10.42.0.0/16", true],
    ["10.42.0.0/16", [], "10.0.0.0/8", false],
    ["0.0.0.0/0", ["192.168.0.0/16"], "192.168.1.0/24", false],
    ["0.0.0.0/0", ["10.42.7.0/24"], "10.42.0.0/16", false],
    ["0.0.0.0/0", ["10.0.0.0/8"], "192.168.1.0/24", true],
    ["192.168.1.202/32", [], "192.168.1.202/32", true],
    ["nonsense", [], "10.42.0.0/16", false],
  ])("%s but for %j and %s: %s", (cidr, except, network, expected) => {
    expect(holds({ cidr, except }, network)).toBe(expected);
  });
});

describe("openingsOf()", () => {
  const policies = new Map([
    [
      "erp",
      [
        { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Egress"], egress: [{ ports: [{ port: 53 }] }] },
        { podSelector: {}, policyTypes: ["Ingress"] },
        { podSelector: {}, policyTypes: ["Ingress"], egress: [{}] },
      ],
    ],
  ]);

  test("is what every policy opens that selects the pods and limits the direction", () => {
    expect(openingsOf(policies, "Egress", "erp", { app: "web" })).toEqual([{ ports: [{ port: 53 }] }]);
    expect(openingsOf(policies, "Ingress", "erp", { app: "web" })).toEqual([]);
  });

  test("is undefined where no policy limits the pods", () => {
    expect(openingsOf(policies, "Egress", "erp", { app: "worker" })).toBeUndefined();
    expect(openingsOf(policies, "Ingress", "tools", { app: "web" })).toBeUndefined();
  });
});
