import { expect, test } from "vitest";
import { sampleInstance } from "../../testing/sample-instance.ts";
import { tunnelFile, tunnelRules } from "./settings.ts";

const site = sampleInstance({ publicHosts: ["www.example.org", "example.org"] });
const inside = sampleInstance({ name: "books", publicHosts: [] });

test("tunnelRules() sends each public host to Traefik, which must show a certificate for that host", () => {
  const service = "https://traefik-tunnel.traefik.svc.cluster.local:443";
  expect(tunnelRules([site])).toEqual([
    { hostname: "example.org", service, originRequest: { originServerName: "example.org" } },
    { hostname: "www.example.org", service, originRequest: { originServerName: "www.example.org" } },
    { service: "http_status:404" },
  ]);
});

test("tunnelRules() lets nothing but public hosts into the lab: all else ends at Cloudflare", () => {
  expect(tunnelRules([inside])).toEqual([{ service: "http_status:404" }]);
  expect(tunnelRules([site, inside]).at(-1)).toEqual({ service: "http_status:404" });
});

test("tunnelFile() gains the rules of a new app and changes nothing else, wherever it stands in the list", () => {
  const shop = sampleInstance({ name: "shop", publicHosts: ["shop.example.org"] });
  const { ingress: before, ...others } = JSON.parse(tunnelFile("id", [site]));
  const { ingress: after, ...same } = JSON.parse(tunnelFile("id", [shop, site]));
  expect(same).toEqual(others);
  expect(after.filter(({ hostname }: { hostname?: string }) => hostname !== "shop.example.org")).toEqual(before);
  expect(tunnelFile("id", [shop, site])).toBe(tunnelFile("id", [site, shop]));
});
