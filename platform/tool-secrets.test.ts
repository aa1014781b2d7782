import { expect, test } from "vitest";
import { random, typed, USER_LIST } from "./secrets/origin.ts";
import { sampleCluster } from "./testing/sample-instance.ts";
import { toolSecretPaths, toolSecrets } from "./tool-secrets.ts";

const admin = { password: random(24) };

test("toolSecrets() has those that the tool asks for, and who may pass where Traefik asks for a password", () => {
  const tool = { name: "grafana", route: { port: 80, login: "traefik" }, secrets: { admin } } as const;
  expect(toolSecrets(tool, sampleCluster)).toEqual({ admin, users: USER_LIST });
  expect(toolSecrets({ ...tool, route: { port: 80, login: "own" } }, sampleCluster)).toEqual({ admin });
});

test("toolSecrets() lets a tool ask for what the facts of its cluster make it need", () => {
  const secrets = ({ alerts }: typeof sampleCluster) => ({ receiver: { [alerts.receiver]: typed("where to") } });
  expect(toolSecrets({ name: "alertmanager", secrets }, sampleCluster)).toEqual({
    receiver: { ntfy: typed("where to") },
  });
});

test("toolSecretPaths() puts them below the name of the tool", () => {
  expect(toolSecretPaths({ name: "grafana", secrets: { admin } }, sampleCluster)).toEqual({ "grafana/admin": admin });
  expect(toolSecretPaths({ name: "grafana" }, sampleCluster)).toEqual({});
});
