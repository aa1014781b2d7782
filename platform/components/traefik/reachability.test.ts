import { expect, test } from "vitest";
import { objectsIn } from "../../testing/sample-instance.ts";
import { TraefikReachability } from "./reachability.ts";

test("nobody is let in at the entry point that believes what it is told of an address: the tunnel lets itself in", () => {
  const policies = objectsIn(chart => new TraefikReachability(chart, "reachability"));
  const rules = policies.flatMap(({ spec }) => (spec as { ingress: { ports?: { port: unknown }[] }[] }).ingress);
  expect(rules.length).toBeGreaterThan(1);
  expect(rules.map(({ ports = [] }) => ports.map(({ port }) => port))).toEqual([["web", "websecure"], ["metrics"]]);
});
