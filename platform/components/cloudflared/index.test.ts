import { expect, test } from "vitest";
import type { Cluster } from "../../../clusters/lab.ts";
import { objectsIn, only, sampleCluster, sampleInstance } from "../../testing/sample-instance.ts";
import { cloudflared } from "./index.ts";

const pinned: Cluster = {
  ...sampleCluster,
  versions: {
    ...sampleCluster.versions,
    cloudflared: { version: "2026.8.2", source: "github.com/cloudflare/cloudflared" },
  },
};
const made = {
  ...pinned,
  zone: { ...(pinned.zone as NonNullable<Cluster["zone"]>), tunnelId: "6ff42ae2-765d-4adf-8112-31c55c1551ef" },
};
const instances = [sampleInstance({ publicHosts: ["example.org"] })];

const objectsOn = (cluster: Cluster, declared = instances) =>
  objectsIn(chart => cloudflared.resources(chart, cluster, { instances: declared, components: [] }));

test("cloudflared runs no pod before its tunnel is made, and says so", () => {
  expect(only(objectsOn(pinned), "Deployment").spec.replicas).toBe(0);
  expect(cloudflared.leftOut?.(pinned)).toEqual([expect.objectContaining({ field: "zone.tunnelId" })]);
  expect(cloudflared.leftOut?.(made)).toEqual([]);
});

test("cloudflared reads just the public hosts that are declared", () => {
  const settings = JSON.parse(only(objectsOn(made), "ConfigMap").data["config.yaml"]);
  expect(settings.ingress.map(({ hostname }: { hostname?: string }) => hostname)).toEqual(["example.org", undefined]);
});

test("cloudflared starts anew when a host is added, for it reads its file once", () => {
  const digest = (objects: ReturnType<typeof objectsOn>) =>
    only(objects, "Deployment").spec.template.metadata.annotations["lab/config"];
  const more = [...instances, sampleInstance({ name: "shop", publicHosts: ["shop.example.org"] })];
  expect(digest(objectsOn(made, more))).not.toBe(digest(objectsOn(made)));
});

test("cloudflared keeps one end open while a node is emptied, and puts both on the last node that is left", () => {
  expect(only(objectsOn(made), "PodDisruptionBudget").spec.maxUnavailable).toBe(1);
  const { replicas, template } = only(objectsOn(made), "Deployment").spec;
  expect(replicas).toBe(2);
  expect(template.spec.topologySpreadConstraints[0]).toMatchObject({
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
  });
});

test("cloudflared reaches Cloudflare and the tunnel's door of Traefik, which it opens for itself", () => {
  const { spec } = only(objectsOn(made), "NetworkPolicy", "cloudflared-into-traefik");
  expect(spec.ingress[0].ports).toEqual([{ protocol: "TCP", port: 8444 }]);
  const ports = only(objectsOn(made), "NetworkPolicy", "cloudflared").spec.egress.flatMap(
    (rule: { ports: { port: number }[] }) => rule.ports.map(({ port }) => port),
  );
  expect(new Set(ports)).toEqual(new Set([53, 443, 7844, 8444]));
});
