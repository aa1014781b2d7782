import { expect, test } from "vitest";
import { objectsIn, only, sampleInstance } from "../testing/sample-instance.ts";
import { Tenant } from "./tenant.ts";
import { usersOf } from "./uses.ts";

const objects = objectsIn(chart => new Tenant(chart, "tenant", sampleInstance({ tools: ["redis"] })));

test("an app that uses a tool is let in by a label of its namespace, so that the tool need not know it", () => {
  const { labels } = only(objects, "Namespace").metadata;
  expect(labels).toMatchObject(usersOf("redis").namespaceSelector?.matchLabels ?? { none: "" });
  expect(Object.keys(usersOf("ollama").namespaceSelector?.matchLabels ?? {}).some(label => label in labels)).toBe(
    false,
  );
});

test("an app that uses a tool may connect to its pods, and to no other tool's", () => {
  const { egress } = only(objects, "NetworkPolicy", "isolation").spec;
  expect(egress).toHaveLength(2);
  expect(egress[1].to).toEqual([
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "tools" } },
      podSelector: { matchLabels: { "app.kubernetes.io/name": "redis" } },
    },
  ]);
});
