import { Size } from "cdk8s";
import { describe, expect, test } from "vitest";
import type { Component } from "./component.ts";
import { random } from "./secrets/origin.ts";
import { objectsIn, only, sampleCluster } from "./testing/sample-instance.ts";
import { defineTool, type ToolRequests } from "./tool.ts";

/** Everything that a tool may ask for: a new request does not compile until it stands here. */
const requests: Required<ToolRequests> = {
  name: "grafana",
  route: { port: "http", login: "traefik" },
  database: true,
  secrets: { admin: { password: random(24) } },
  volumes: { data: { size: Size.gibibytes(2) }, cache: { size: Size.gibibytes(1), noBackup: "filled anew" } },
  reaches: [{ tool: "prometheus", ports: [9090] }],
  alerts: () => [],
};

const objectsOf = ({ resources }: Component) =>
  objectsIn(chart => resources(chart, sampleCluster, { instances: [], components: [] }));
const objects = objectsOf(defineTool({ ...requests, resources: () => {} }));
const names = (kind: string) => objects.filter(object => object.kind === kind).map(({ metadata }) => metadata.name);

describe("defineTool()", () => {
  test("declares a component of class tool, in the namespace that tools share, with its requests and alerts", () => {
    const tool = defineTool({ ...requests, resources: () => {} });
    expect(tool).toMatchObject({ name: "grafana", class: "tool", namespace: "tools", requests });
    expect(tool.alerts).toBe(requests.alerts);
  });

  test("hands its resources the host below the lab's domain, and what else is declared", () => {
    const seen: unknown[] = [];
    objectsOf(defineTool({ name: "grafana", resources: (_, tool) => seen.push(tool) }));
    expect(seen).toMatchObject([{ name: "grafana", host: "grafana.home.lab", declared: { instances: [] } }]);
  });

  test("makes a service account of its name, and a login to Vault that is bound to it", () => {
    expect(names("ServiceAccount")).toEqual(["grafana"]);
    expect(only(objects, "VaultAuth").metadata.name).toBe("grafana");
    expect(only(objects, "VaultAuth").spec.kubernetes).toMatchObject({ role: "grafana", serviceAccount: "grafana" });
  });

  test("names every secret and volume after the tool, for tools share a namespace", () => {
    expect(names("VaultStaticSecret")).toEqual(["grafana-admin", "grafana-users"]);
    expect(names("VaultDynamicSecret")).toEqual(["grafana-database"]);
    expect(names("PersistentVolumeClaim")).toEqual(["grafana-data", "grafana-cache"]);
  });

  test("reads each secret from below the tool's own prefix, by the tool's own login", () => {
    const { spec } = only(objects, "VaultStaticSecret", "grafana-admin");
    expect(spec).toMatchObject({ path: "grafana/admin", vaultAuthRef: "grafana" });
    expect(only(objects, "VaultDynamicSecret").spec).toMatchObject({ path: "creds/grafana", vaultAuthRef: "grafana" });
  });

  test("writes on a claim why its volume is not backed up, and on no other", () => {
    const annotations = (name: string) => only(objects, "PersistentVolumeClaim", name).metadata.annotations;
    expect(annotations("grafana-cache")).toMatchObject({ "lab/no-backup": "filled anew" });
    expect(annotations("grafana-data") ?? {}).not.toHaveProperty("lab/no-backup");
  });

  test("asks at Traefik for a password where the tool has no login of its own", () => {
    expect(only(objects, "Middleware").spec).toEqual({ basicAuth: { secret: "grafana-users", removeHeader: true } });
    expect(only(objects, "IngressRoute").spec.routes[0].middlewares).toEqual([{ name: "grafana-login" }]);
  });

  test("asks for nothing more where it has one", () => {
    const route = { port: 80, login: "own" } as const;
    const own = objectsOf(defineTool({ name: "grafana", route, resources: () => {} }));
    expect(own.map(({ kind }) => kind).sort()).toEqual(["IngressRoute", "NetworkPolicy", "ServiceAccount"]);
  });

  test("gives a tool that asks for nothing an account and a policy, and no login to Vault", () => {
    const bare = objectsOf(defineTool({ name: "grafana", resources: () => {} }));
    expect(bare.map(({ kind }) => kind).sort()).toEqual(["NetworkPolicy", "ServiceAccount"]);
  });
});
