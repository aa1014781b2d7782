import { expect, test } from "vitest";
import { sampleCluster, sampleInstance } from "../../testing/sample-instance.ts";
import { cloudflareStack } from "./stack.ts";

const variablesOf = (instances: readonly ReturnType<typeof sampleInstance>[]) =>
  cloudflareStack.variables({ cluster: sampleCluster, declared: { instances, components: [] }, objects: [] });

test("cloudflareStack gives the secret of Turnstile to the instances that ask for one, and to no other", () => {
  const instances = [
    sampleInstance({ name: "shop", secrets: ["smtp", "turnstile"] }),
    sampleInstance({ name: "shop-sandbox", secrets: ["smtp"] }),
    sampleInstance({ name: "blog", secrets: ["turnstile"] }),
  ];
  expect(variablesOf(instances)).toMatchObject({ turnstile_readers: ["blog", "shop"] });
});

test("cloudflareStack says of a record what Cloudflare must know, and nothing of where it is declared", () => {
  const { records } = variablesOf([sampleInstance({ publicHosts: ["example.org"] })]) as { records: object };
  expect(records).toEqual({
    "CNAME example.org": { type: "CNAME", name: "example.org" },
    "CNAME _acme-challenge.example.org": {
      type: "CNAME",
      name: "_acme-challenge.example.org",
      content: "home.duckdns.org",
    },
  });
});

test("cloudflareStack is of clusters with a public zone only", () => {
  const { zone: _, ...inside } = sampleCluster;
  expect([sampleCluster, inside].map(cluster => cloudflareStack.exists?.(cluster))).toEqual([true, false]);
});
