import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deviations } from "../../platform/components/deviations.ts";
import { repositoryFolder } from "../repository.ts";

/** Components whose upstream publishes what it installs. */
const WITH_UPSTREAM = [
  "alertmanager",
  "argocd",
  "argocd-image-updater",
  "crowdsec",
  "grafana",
  "kube-state-metrics",
  "longhorn",
  "node-exporter",
  "prometheus",
  "traefik",
  "vault",
  "vault-secrets-operator",
];

test("every component with an upstream is held against it", () => {
  expect(Object.keys(deviations)).toEqual(expect.arrayContaining(WITH_UPSTREAM));
});

test("every list of deviations is registered under the name of its folder", () => {
  const folder = join(repositoryFolder, "platform/components");
  const listed = readdirSync(folder).filter(name => existsSync(join(folder, name, "deviations.ts")));
  expect(Object.keys(deviations)).toEqual(listed.sort());
});
